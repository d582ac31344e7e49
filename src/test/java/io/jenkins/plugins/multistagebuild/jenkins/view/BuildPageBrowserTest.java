package io.jenkins.plugins.multistagebuild.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.jenkins.step.SplitFolder;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestBrowser;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestEngines;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestPipelines;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The report on the page of a real build, as a user sees and uses it. Jenkins enforces its content security policy. */
@WithSharedJenkins
class BuildPageBrowserTest {
    private static final long MOST_BYTES = 1_000_000;

    /** Fifty thousand files, one of them with a name that is markup. */
    private static final String MANY_FILES = """
            FROM %1$s AS compile
            RUN mkdir -p /out && head -c 3000000 /dev/urandom >/out/program
            FROM %1$s AS assets
            RUN for d in $(seq 500); do mkdir -p /assets/directory-$d && (cd /assets/directory-$d && \\
                for f in $(seq 100); do echo $d $f >some-longer-name-of-file-$f.txt; done); done && \\
                echo x >'/assets/<img src=x onerror=alert(1)>'
            FROM %1$s
            COPY --from=compile /out/program /usr/bin/
            COPY --from=assets /assets /assets
            """.formatted(TestEngines.BASE);

    @TempDir
    private Path profile;

    @Test
    void shouldShowTheReportOfABuild(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "movies", """
                node('docker') {
                    %s
                    multiStageBuild image: 'movies:1', budget: '80 MB'
                }
                """.formatted(TestPipelines.context(MANY_FILES))));
        assertThat(Files.size(SplitFolder.report(run, "image-size"))).isLessThan(MOST_BYTES);
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            for (String scheme : List.of("light", "dark", TestBrowser.CONTRAST)) {
                browser.open(run.getUrl() + "image-size/", scheme, 1200, 3000);
                WebElement page = browser.see(By.cssSelector(".image-size[data-shown]"));
                browser.see(By.cssSelector("[data-chart=timeline] canvas"));
                browser.see(By.cssSelector("[data-chart=layers] canvas"));
                browser.see(By.cssSelector("[data-chart=treemap] canvas"));
                assertThat(page.getText()).contains("the single-stage image", "within the budget of 80 MB");
                assertThat(colour(browser, ".image-size-bar__fill"))
                        .isNotEqualTo(colour(browser, ".image-size-bar__track"));
                browser.photograph("build-" + scheme);
                browser.assertAccessible(".image-size");
            }
            find(browser);
            browser.open(run.getUrl() + "image-size/", "light", 390, 3000);
            browser.see(By.cssSelector(".image-size[data-shown]"));
            browser.photograph("build-phone");
            assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            browser.open(run.getUrl(), "light", 1200, 1000);
            browser.see(By.xpath("//a[contains(@href, 'image-size/')]"));
            assertThat(browser.see(By.cssSelector(".image-size-calls")).getText())
                    .contains(" MB, ", ", within the budget of 80 MB");
            browser.photograph("build-summary");
            browser.assertNoErrors();
        }
    }

    private static Object colour(TestBrowser browser, String element) {
        return browser.run("return getComputedStyle(document.querySelector(arguments[0])).backgroundColor", element);
    }

    private static void find(TestBrowser browser) throws Exception {
        WebElement search = browser.see(By.cssSelector("[data-search=files]"));
        assertThat(rows(browser)).isEqualTo(100);
        search.sendKeys("directory-77/");
        browser.await(driver ->
                browser.see(By.cssSelector("[data-found=files]")).getText().startsWith("100 of 50,"));
        search.clear();
        search.sendKeys("onerror");
        browser.await(driver -> rows(browser) == 1);
        assertThat(browser.see(By.cssSelector("[data-table=files] td")).getText())
                .isEqualTo("/assets/<img src=x onerror=alert(1)>");
        search.clear();
        search.sendKeys("nothing of that name");
        browser.see(By.xpath("//p[. = 'No file has that in its path.']"));
    }

    private static int rows(TestBrowser browser) {
        return ((Number) browser.run("return document.querySelectorAll('[data-table=files] tbody tr').length"))
                .intValue();
    }
}
