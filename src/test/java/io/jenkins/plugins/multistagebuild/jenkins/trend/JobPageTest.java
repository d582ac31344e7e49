package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.RunMap;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestUsers;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import java.net.URL;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;

/** What the server answers about one job. */
@WithSharedJenkins
class JobPageTest {
    private static final int BUILDS = 10_000;
    private static final int LOADABLE = 60;
    private static final long PAGE_MILLIS = 200;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldLoadNoOldBuildOfTenThousand() throws Exception {
        // Of a name that no other job has had: Jenkins remembers which builds a deleted one had last.
        WorkflowJob job = new JobsOnDisk(jenkins).create("long", BUILDS, LOADABLE, "image-size");
        try (LogRecorder loads =
                        new LogRecorder().record(RunMap.class, Level.WARNING).capture(BUILDS);
                JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            String page = get(client, job.getUrl()).getContentAsString();
            assertThat(page).contains("image-size-trend--compact").contains("job/long/image-size/data");
            long best = best(() -> get(client, job.getUrl()));
            long trend = best(() -> get(client, job.getUrl() + "image-size/"));
            long thirty = best(() -> get(client, job.getUrl() + "image-size/data?last=30"));
            long all = best(() -> get(client, job.getUrl() + "image-size/data"));
            jenkins.createFreeStyleProject("empty");
            long empty = best(() -> get(client, "job/empty/"));
            System.out.printf(
                    "job of %,d builds: page %d ms (an empty job's %d ms), page of the trend %d ms,"
                            + " data of 30 %d ms, of all %d ms%n",
                    BUILDS, best, empty, trend, thirty, all);
            // On a slow or busy machine the page of any job takes longer than that.
            long limit = Math.max(PAGE_MILLIS, 3 * empty);
            assertThat(best).isLessThanOrEqualTo(limit);
            assertThat(trend).isLessThanOrEqualTo(limit);
            assertThat(thirty).isLessThanOrEqualTo(limit);
            JSONObject data = json(client, job.getUrl() + "image-size/data");
            assertThat(list(data.getJSONArray("points"))).hasSize(BUILDS);
            // An old build cannot be loaded, so that each try is in the log.
            assertThat(loads.getRecords()).extracting(LogRecord::getMessage).isEmpty();
            assertThat(job.getBuildByNumber(1)).isNull();
            assertThat(loads.getRecords()).isNotEmpty();
        }
    }

    @Test
    void shouldGiveTheRangeAndTheCallThatWereAskedFor() throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 120, 2, "client", "server");
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            JSONObject main = json(client, job.getUrl() + "image-size/data?last=30");
            assertThat(main.getString("call")).isEqualTo("client");
            assertThat(list(main.getJSONArray("calls"))).containsExactly("client", "server");
            assertThat(main.getInt("total")).isEqualTo(120);
            assertThat(list(main.getJSONArray("points"))).hasSize(30);
            assertThat(main.getJSONArray("points").getJSONObject(0).getInt("build"))
                    .isEqualTo(91);
            assertThat(main.has("target")).isFalse();
            JSONObject server = json(client, job.getUrl() + "image-size/data?call=server&last=1");
            assertThat(server.getJSONArray("points").getJSONObject(0).getLong("uncompressed"))
                    .isEqualTo(13_000_000 + 120 % 97 * 40_000L);
            assertThat(list(json(client, job.getUrl() + "image-size/data?until=2001-01-01")
                            .getJSONArray("points")))
                    .isEmpty();
            assertThat(list(json(client, job.getUrl() + "image-size/data?call=none")
                            .getJSONArray("points")))
                    .isEmpty();
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            WebResponse wrong = get(client, job.getUrl() + "image-size/data?last=-1");
            assertThat(wrong.getStatusCode()).isEqualTo(400);
            assertThat(wrong.getContentAsString()).contains("give a number of builds from 1 on, or all");
        }
    }

    @Test
    void shouldHaveAnApiAndABadge() throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 3, 3, "image-size");
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            JSONArray calls = json(client, job.getUrl() + "image-size/api/json").getJSONArray("calls");
            JSONObject image = calls.getJSONObject(0).getJSONArray("images").getJSONObject(2);
            assertThat(calls.getJSONObject(0).getString("id")).isEqualTo("image-size");
            assertThat(image.getInt("build")).isEqualTo(3);
            assertThat(image.getLong("uncompressedBytes")).isEqualTo(12_120_000);
            assertThat(image.getJSONArray("stages").getJSONObject(1).getString("name"))
                    .isEqualTo("run");
            WebResponse badge = get(client, job.getUrl() + "image-size/badge");
            assertThat(badge.getContentType()).isEqualTo("image/svg+xml");
            assertThat(badge.getContentAsString()).contains("image size: 12.1 MB");
            assertThat(get(client, job.getUrl() + "image-size/badge?call=none").getContentAsString())
                    .contains("image size: unknown");
        }
    }

    @Test
    void shouldSayNothingToWhoMayNotReadTheJob() throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 3, 3, "image-size");
        TestUsers.assertForReadersOnly(
                jenkins, job.getUrl() + "image-size/", List.of("", "data", "badge", "api/json", "api/xml"));
    }

    private WebResponse get(JenkinsRule.WebClient client, String url) throws Exception {
        Page page = client.getPage(new URL(jenkins.getURL(), url));
        return page.getWebResponse();
    }

    private JSONObject json(JenkinsRule.WebClient client, String url) throws Exception {
        return JSONObject.fromObject(get(client, url).getContentAsString());
    }

    /** Milliseconds of the fastest of some tries, which is what the server needs when nothing else disturbs it. */
    private static long best(Callable<WebResponse> request) throws Exception {
        long best = Long.MAX_VALUE;
        for (int tries = 0; tries < 15; tries++) {
            best = Math.min(best, request.call().getLoadTime());
        }
        return best;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(JSONArray array) {
        return (List<Object>) array;
    }
}
