package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.ListView;
import hudson.plugins.view.dashboard.Dashboard;
import hudson.plugins.view.dashboard.DashboardPortlet;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import io.jenkins.plugins.multistagebuild.trend.TrendIndex;
import java.net.URL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTableCell;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The images of many jobs: the page on the front page, the column, the portlet. */
@WithSharedJenkins
class ImageSizesTest {
    private static final int JOBS = 200;
    private static final String[] CALLS = {"api", "client", "jobs", "mail", "server"};
    private static final long PAGE_MILLIS = 300;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldAnswerFastAboutAThousandImages() throws Exception {
        for (int job = 0; job < JOBS; job++) {
            new JobsOnDisk(jenkins).create("service-" + job, 20, 1, CALLS);
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            long first = get(client, "image-sizes/api/json").getLoadTime();
            long page = best(client, "image-sizes/");
            long data = best(client, "image-sizes/api/json");
            long csv = best(client, "image-sizes/csv");
            jenkins.jenkins.allItems(WorkflowJob.class).forEach(job -> TrendCache.of(job)
                    .forget());
            long cold = get(client, "image-sizes/api/json").getLoadTime();
            long front = best(client, "");
            System.out.printf(
                    "1,000 images: page %d ms, data %d ms (first of the controller %d ms, all from disk %d ms), CSV %d ms%n",
                    page, data, first, cold, csv);
            assertThat(list(JSONObject.fromObject(
                                    get(client, "image-sizes/api/json").getContentAsString())
                            .getJSONArray("images")))
                    .hasSize(JOBS * CALLS.length);
            // On a slow or busy machine any page takes longer.
            long limit = Math.max(PAGE_MILLIS, 3 * front);
            assertThat(page + data).isLessThanOrEqualTo(limit);
            assertThat(csv).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void shouldShowWhatGrewMostFirst() throws Exception {
        images();
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            JSONArray images = JSONObject.fromObject(
                            get(client, "image-sizes/api/json").getContentAsString())
                    .getJSONArray("images");
            assertThat(list(images))
                    .extracting(image -> ((JSONObject) image).getString("job"))
                    .containsExactly("grown", "shrunk", "fresh");
            JSONObject grown = images.getJSONObject(0);
            assertThat(grown.getLong("growthBytes")).isEqualTo(15_000_000);
            assertThat(grown.getLong("changeBytes")).isEqualTo(5_000_000);
            assertThat(grown.getLong("headRoomBytes")).isEqualTo(-5_000_000);
            assertThat(grown.getString("gate")).isEqualTo("failed");
            assertThat(list(grown.getJSONArray("recentBytes"))).containsExactly(10_000_000, 20_000_000, 25_000_000);
            assertThat(images.getJSONObject(2).get("growthBytes")).hasToString("null");

            WebResponse csv = get(client, "image-sizes/csv");
            assertThat(csv.getContentType()).isEqualTo("text/csv");
            assertThat(csv.getResponseHeaderValue("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"image-sizes.csv\"");
            assertThat(csv.getContentAsString()
                            .lines()
                            .skip(1)
                            .limit(1)
                            .toList()
                            .get(0))
                    .startsWith("\"grown\",\"'=cmd\",\"grown:3\",3,")
                    .endsWith(",25000000,8333333,346000000,20000000,-5000000,5000000,15000000,\"failed\"");
        }
    }

    @Test
    void shouldShowOnlyWhatTheUserMayRead() throws Exception {
        images();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("one", "none")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItem("fresh"))
                .to("one"));
        assertThat(seen("one", "api/json")).contains("fresh").doesNotContain("grown");
        assertThat(seen("one", "csv")).contains("fresh").doesNotContain("grown");
        assertThat(seen("none", "api/json")).doesNotContain("fresh");
        assertThat(seen("none", "csv")).doesNotContain("fresh");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withBasicCredentials("stranger")) {
            client.withThrowExceptionOnFailingStatusCode(false).withJavaScriptEnabled(false);
            for (String page : List.of("", "csv", "api/json")) {
                assertThat(get(client, "image-sizes/" + page).getStatusCode())
                        .as(page)
                        .isEqualTo(403);
            }
        }
    }

    private String seen(String user, String page) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            client.login(user);
            return get(client, "image-sizes/" + page).getContentAsString();
        }
    }

    @Test
    void shouldHaveAColumnThatSortsBySize() throws Exception {
        images();
        jenkins.createFreeStyleProject("other");
        ListView view = new ListView("sizes", jenkins.jenkins);
        jenkins.jenkins.addView(view);
        view.setIncludeRegex(".*");
        view.getColumns().add(new ImageSizeColumn());
        jenkins.configRoundtrip(view);
        assertThat(view.getColumns().get(ImageSizeColumn.class)).isNotNull();
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage page = client.goTo("view/sizes/");
            HtmlTableCell cell = page.getFirstByXPath("//tr[@id='job_grown']/td[last()]");
            assertThat(cell.getAttribute("data")).isEqualTo("25000000");
            assertThat(cell.asNormalizedText()).contains("25 MB", "+5 MB", "a gate failed");
            assertThat((Object) cell.getFirstByXPath(".//*[local-name()='polyline']"))
                    .isNotNull();
            HtmlTableCell other = page.getFirstByXPath("//tr[@id='job_other']/td[last()]");
            assertThat(other.getAttribute("data")).isEqualTo("0");
            assertThat(other.asNormalizedText()).isEmpty();
        }
    }

    @Test
    void shouldHaveAPortletForDashboards() throws Exception {
        images();
        Dashboard dashboard = new Dashboard("board");
        jenkins.jenkins.addView(dashboard);
        dashboard.setIncludeRegex(".*");
        ImageSizesPortlet portlet = new ImageSizesPortlet("Grown most");
        portlet.setCount(2);
        dashboard.getTopPortlets().add(portlet);
        jenkins.configRoundtrip(dashboard);
        DashboardPortlet saved = dashboard.getTopPortlets().get(0);
        assertThat(((ImageSizesPortlet) saved).getCount()).isEqualTo(2);
        assertThat(saved.getName()).isEqualTo("Grown most");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            String page = client.goTo("view/board/").asNormalizedText();
            assertThat(page)
                    .contains("Grown most", "grown:3", "25 MB", "+15 MB", "shrunk:3")
                    .doesNotContain("fresh:1");
        }
    }

    /** One that grew over its budget, one that shrank, one that is new. */
    private void images() throws Exception {
        job("grown", "=cmd", 10_000_000, 20_000_000, 25_000_000);
        job("shrunk", "image-size", 9_000_000, 9_000_000, 8_000_000);
        job("fresh", "image-size", 30_000);
    }

    private void job(String name, String call, long... sizes) throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create(name, sizes.length, sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            Instant time = Instant.now().minus(sizes.length - i, ChronoUnit.DAYS);
            new TrendIndex(job.getRootDir().toPath().resolve(JobTrend.FILE))
                    .append(List.of(JobsOnDisk.point(i + 1, time, call, name, sizes[i])));
        }
    }

    private WebResponse get(JenkinsRule.WebClient client, String url) throws Exception {
        Page page = client.getPage(new URL(jenkins.getURL(), url));
        return page.getWebResponse();
    }

    /** Milliseconds of the fastest of some tries, which is what the server needs when nothing else disturbs it. */
    private long best(JenkinsRule.WebClient client, String url) throws Exception {
        long best = Long.MAX_VALUE;
        for (int tries = 0; tries < 12; tries++) {
            best = Math.min(best, get(client, url).getLoadTime());
        }
        return best;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(JSONArray array) {
        return (List<Object>) array;
    }
}
