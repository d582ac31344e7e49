package io.jenkins.plugins.multistagebuild.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import io.jenkins.plugins.multistagebuild.jenkins.step.SavedBuild;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestUsers;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a build answers to other programs. */
@WithSharedJenkins
class BuildApiTest {
    private static final String REPORT = "image-size/server/report.json";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldTellTheFiguresOfEachCall() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER, SavedBuild.CLIENT, SavedBuild.FAILED);
        JSONArray calls = json(run, "image-size/api/json").getJSONArray("calls");
        assertThat(calls.size()).isEqualTo(2);
        JSONObject server = calls.getJSONObject(0);
        assertThat(server.getString("id")).isEqualTo("server");
        assertThat(server.getString("name")).isEqualTo("Server");
        assertThat(server.getString("image")).isEqualTo("movies/server:1");
        assertThat(server.getLong("uncompressedBytes")).isEqualTo(13_200_000);
        assertThat(server.getLong("compressedBytes")).isEqualTo(4_400_000);
        assertThat(server.getLong("diskBytes")).isEqualTo(13_190_000);
        assertThat(server.getLong("baselineBytes")).isEqualTo(350_000_000);
        assertThat(server.getLong("budgetBytes")).isEqualTo(20_000_000);
        assertThat(server.getString("referenceLabel")).isEqualTo("#41");
        assertThat(server.getLong("referenceBytes")).isEqualTo(13_098_600);
        assertThat(server.getString("gateResult")).isEqualTo("PASSED");
        assertThat(server.getString("summary")).startsWith("13.2 MB, 96.2 % smaller than");
        assertThat(calls.getJSONObject(1).get("compressedBytes")).hasToString("null");
        assertThat(json(run, "image-size/client/api/json").getString("image")).isEqualTo("movies/client:1");
        assertThat(json(run, "image-size/api/json?tree=calls[uncompressedBytes]")
                        .toString())
                .contains("{\"_class\":", "\"uncompressedBytes\":500")
                .doesNotContain("gateResult");
    }

    /** The new page has a card of ours, and takes in the classic summaries of all plugins too. */
    @Test
    void shouldListTheCallsOnceOnEitherPageOfABuild() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER, SavedBuild.CLIENT);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        JenkinsRule.WebClient browser =
                jenkins.createWebClient().withJavaScriptEnabled(false).login("maria");
        for (String newPage : List.of("false", "true")) {
            User.getById("maria", true)
                    .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", newPage)));
            String page = browser.getPage(run).getWebResponse().getContentAsString();
            assertThat(page.contains("app-build__grid")).isEqualTo(Boolean.valueOf(newPage));
            assertThat(page.split("class=\"image-size-calls\"", -1)).hasSize(2);
            assertThat(page).contains("<strong>Server</strong>", "13.2 MB</span>, <span");
        }
    }

    @Test
    void shouldHandOnTheFileOfTheReportAsItIs() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        byte[] stored = Files.readAllBytes(SavedBuild.writeReport(run, "server"));
        HttpResponse<byte[]> zipped = get(run, REPORT, "Accept-Encoding", "br, gzip;q=0.5");
        assertThat(zipped.statusCode()).isEqualTo(200);
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("application/json;charset=utf-8"));
        assertThat(zipped.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(zipped.body()).isEqualTo(stored);
        for (String refusal : new String[] {"identity", "gzip;q=0", "gzip; q=0.000, br"}) {
            HttpResponse<byte[]> plain = get(run, REPORT, "Accept-Encoding", refusal);
            assertThat(plain.headers().firstValue("Content-Encoding"))
                    .as(refusal)
                    .isEmpty();
            assertThat(plain.body()).isEqualTo(unzipped(stored));
        }
        assertThat(ReportJson.parse(new String(unzipped(stored), StandardCharsets.UTF_8), "report"))
                .isEqualTo(SavedBuild.report());
    }

    @Test
    void shouldSendAReportOnceOnly() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        SavedBuild.writeReport(run, "server");
        String written = get(run, REPORT, "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Last-Modified")
                .orElseThrow();
        HttpResponse<byte[]> again = get(run, REPORT, "If-Modified-Since", written);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldReadReportsOfTheFirstBuilds() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        Path folder = Files.createDirectories(run.getRootDir().toPath().resolve("multi-stage-build/server"));
        ReportJson.write(SavedBuild.report(), folder.resolve("report.json"));
        HttpResponse<byte[]> plain = get(run, REPORT, "Accept-Encoding", "identity");
        assertThat(plain.body()).isEqualTo(Files.readAllBytes(folder.resolve("report.json")));
    }

    @Test
    void shouldSayWhatIsWrongWithAReport() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        HttpResponse<byte[]> missing = get(run, REPORT, "Accept-Encoding", "gzip");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(text(missing)).contains("report.json.gz: the report of this call is not in the build");
        Files.writeString(SavedBuild.writeReport(run, "server"), "no gzip");
        HttpResponse<byte[]> damaged = get(run, REPORT, "Accept-Encoding", "identity");
        assertThat(damaged.statusCode()).isEqualTo(500);
        assertThat(text(damaged)).contains("report.json.gz: the report of this call is damaged or cut off");
        assertThat(get(run, "image-size/failed/report.json", "Accept-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(404);
    }

    /** A named pipe is a file whose reader waits until somebody writes into it. */
    @Test
    void shouldNotWaitForTheReportOfAnotherBuild() throws Exception {
        WorkflowRun slow = SavedBuild.create(jenkins, "slow", SavedBuild.SERVER);
        WorkflowRun fast = SavedBuild.create(jenkins, "fast", SavedBuild.SERVER);
        Path pipe = SavedBuild.writeReport(slow, "server");
        byte[] report = Files.readAllBytes(pipe);
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        SavedBuild.writeReport(fast, "server");
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> read(slow));
        assertThat(CompletableFuture.supplyAsync(() -> read(fast)).get(60, TimeUnit.SECONDS))
                .isEqualTo(SavedBuild.report());
        assertThat(waiting).isNotDone();
        Files.write(pipe, report);
        // What it comes to does not matter: Java cannot read all of a pipe as it reads a file.
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    private static Object read(WorkflowRun run) {
        try {
            return SavedReport.of(run, "server");
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void shouldSayNothingToWhoMayNotReadTheJob() throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        SavedBuild.writeReport(run, "server");
        TestUsers.assertForReadersOnly(
                jenkins,
                run.getUrl() + "image-size/",
                List.of("", "api/json", "api/xml", "server/", "server/api/json", "server/report.json"));
    }

    private JSONObject json(WorkflowRun run, String page) throws Exception {
        return JSONObject.fromObject(text(get(run, page, "Accept", "application/json")));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A client that neither asks for compression nor unzips by itself. */
    private HttpResponse<byte[]> get(WorkflowRun run, String page, String header, String value) throws Exception {
        URI address = new URI(
                jenkins.getURL() + run.getUrl() + page.replace("[", "%5B").replace("]", "%5D"));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).header(header, value).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] unzipped(byte[] gzip) throws Exception {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
