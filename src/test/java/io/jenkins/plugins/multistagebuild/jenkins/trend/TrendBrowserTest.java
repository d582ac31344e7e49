package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.jenkins.step.TestBrowser;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import io.jenkins.plugins.multistagebuild.trend.StageSize;
import io.jenkins.plugins.multistagebuild.trend.TrendIndex;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** The pages of the trend as a user sees and uses them. Jenkins enforces its content security policy meanwhile. */
@WithSharedJenkins
class TrendBrowserTest {
    /** What an attacker would call a stage. */
    private static final String HOSTILE = "<img src=x onerror=alert(1)>{{x}}";

    private static final List<String> SCHEMES = List.of("light", "dark", TestBrowser.CONTRAST);

    @TempDir
    private Path profile;

    @Test
    void shouldShowTheTrendOfAJob(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = movies(jenkins, 120);
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            for (String scheme : SCHEMES) {
                browser.open(job.getUrl(), scheme, 1200, 800);
                browser.see(By.cssSelector(".image-size-box canvas"));
                browser.photograph("trend-box-" + scheme);
                assertThat(marks(browser)).isEqualTo(5);
                browser.assertAccessible(".image-size-box");
                browser.open(job.getUrl() + "image-size/", scheme, 1200, 1700);
                browser.see(By.cssSelector("[data-chart=sizes] canvas"));
                browser.see(By.cssSelector("[data-chart=stages] canvas"));
                assertThat(rows(browser)).isEqualTo(30);
                browser.photograph("trend-" + scheme);
                browser.assertAccessible(".image-size-trend");
            }
            browser.open(job.getUrl() + "image-size/", "light", 390, 1700);
            browser.see(By.cssSelector("[data-chart=sizes] canvas"));
            browser.photograph("trend-phone");
            assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldChooseRangeAndSeriesAndOpenABuild(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = movies(jenkins, 120);
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            browser.open(job.getUrl() + "image-size/", "light", 1200, 1200);
            WebElement range = browser.see(By.name("range"));
            browser.see(By.cssSelector("[data-chart=sizes] canvas"));
            new Select(range).selectByValue("100");
            browser.await(driver -> rows(browser) == 50);
            browser.see(By.xpath("//button[. = 'Show more builds']")).click();
            browser.await(driver -> rows(browser) == 100);
            assertThat((String) browser.run("return location.search")).contains("last=100");
            new Select(range).selectByValue("days");
            browser.see(By.name("until"));
            browser.run("const day = document.getElementsByName('until')[0]; day.value = '2001-01-01';"
                    + "day.dispatchEvent(new Event('change', {bubbles: true}))");
            browser.see(By.xpath("//p[contains(., 'There are no images in this range')]"));
            new Select(range).selectByValue("all");
            WebElement chart = browser.see(By.cssSelector("[data-chart=sizes]"));

            // The names of stages are hostile, and shown as they are.
            browser.see(By.xpath("//label[contains(., '" + HOSTILE + "')]"));
            WebElement baseline =
                    browser.see(By.cssSelector("[data-legend=sizes] input[name='Single-stage image, on disk']"));
            assertThat(baseline.isSelected()).isFalse();
            baseline.sendKeys(Keys.SPACE);
            browser.await(driver -> driver.findElement(
                            By.cssSelector("[data-legend=sizes] input[name='Single-stage image, on disk']"))
                    .isSelected());

            chart.sendKeys(Keys.END);
            browser.see(By.xpath("//div[@class='image-size-trend__tip-heading' and contains(., '#120')]"));
            chart.sendKeys(Keys.LEFT);
            browser.see(By.xpath("//div[@class='image-size-trend__tip-heading' and contains(., '#119')]"));
            assertThat((String) browser.run("return arguments[0].nextSibling.textContent", chart))
                    .contains("#119", "Uncompressed", "Single-stage image, on disk 346 MB");
            browser.photograph("trend-tip");
            chart.sendKeys(Keys.ENTER);
            browser.await(ExpectedConditions.urlContains("/job/movies/119/"));
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldFilterAndSortTheImagesOfAllJobs(JenkinsRule jenkins) throws Exception {
        movies(jenkins, 40);
        for (String name : List.of("accounts", "billing", "gateway", "search", "web")) {
            new JobsOnDisk(jenkins).create(name, 40 + name.length(), 2, "image-size");
        }
        new JobsOnDisk(jenkins).create("shop", 40, 2, "alpha", "beta");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            for (String scheme : SCHEMES) {
                browser.open("image-sizes/", scheme, 1200, 800);
                browser.see(By.xpath("//p[. = '8 of 8 images']"));
                browser.photograph("image-sizes-" + scheme);
                assertThat(browser.see(By.cssSelector(".image-sizes tbody")).getText())
                        .contains("alpha", "beta")
                        .doesNotContain("image-size");
                browser.assertAccessible(".image-sizes");
            }
            WebElement filter = browser.see(By.id("image-sizes-filter"));
            filter.sendKeys("Bill");
            browser.see(By.xpath("//p[. = '1 of 8 images']"));
            assertThat(firstJob(browser)).isEqualTo("billing");
            filter.clear();
            filter.sendKeys(" ", Keys.BACK_SPACE);
            browser.see(By.xpath("//p[. = '8 of 8 images']"));
            WebElement job = browser.see(By.xpath("//th[@data-sort='job']/button"));
            job.sendKeys(Keys.ENTER);
            assertThat(firstJob(browser)).isEqualTo("accounts");
            job.sendKeys(Keys.ENTER);
            assertThat(firstJob(browser)).isEqualTo("web");
            assertThat(browser.see(By.cssSelector("th[data-sort=job]")).getAttribute("aria-sort"))
                    .isEqualTo("descending");
            assertThat((Boolean) browser.run("return fetch('csv').then(answer => answer.ok)"))
                    .isTrue();
            browser.open("image-sizes/", "light", 390, 800);
            browser.see(By.xpath("//p[. = '8 of 8 images']"));
            assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            browser.assertNoErrors();
        }
    }

    /** How many builds that the gate failed the first chart has drawn a triangle for. */
    private static int marks(TestBrowser browser) {
        return ((Number) browser.run("return echarts.getInstanceByDom(document.querySelector('[data-chart=sizes]'))"
                        + ".getZr().storage.getDisplayList().filter(shape => shape.shape && shape.shape.symbolType === 'triangle')"
                        + ".length"))
                .intValue();
    }

    private static String firstJob(TestBrowser browser) {
        return browser.see(By.cssSelector(".image-sizes__table tbody tr a")).getText();
    }

    private static int rows(TestBrowser browser) {
        return ((Number) browser.run("return document.querySelectorAll('[data-table=sizes] tbody tr').length"))
                .intValue();
    }

    /** A job with a budget that is exceeded now and then, and with stages of hostile names. */
    private static WorkflowJob movies(JenkinsRule jenkins, int builds) throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create("movies", builds, builds);
        List<TrendPoint> points = new ArrayList<>();
        for (int build = 1; build <= builds; build++) {
            Instant time = Instant.now().minus((long) (builds - build) * 8, ChronoUnit.HOURS);
            long bytes = 13_000_000 + build * 60_000L + (build % 17 == 0 ? 2_500_000 : 0);
            TrendPoint point = JobsOnDisk.point(build, time, "image-size", "movies", bytes);
            points.add(new TrendPoint(
                    build,
                    point.timeMillis(),
                    point.call(),
                    point.image(),
                    bytes,
                    point.compressedBytes(),
                    point.baselineBytes(),
                    point.limitBytes(),
                    point.gate(),
                    null,
                    List.of(
                            new StageSize("build", 346_000_000),
                            new StageSize(HOSTILE, 90_000_000 + build * 100_000L),
                            new StageSize("run", bytes))));
        }
        new TrendIndex(job.getRootDir().toPath().resolve(JobTrend.FILE)).append(points);
        return job;
    }
}
