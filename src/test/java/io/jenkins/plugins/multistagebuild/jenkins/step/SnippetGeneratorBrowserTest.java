package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The form of the step in the Snippet Generator, in a real browser. */
@WithSharedJenkins
class SnippetGeneratorBrowserTest {
    private static final By STEPS = By.cssSelector("select.dropdownList");
    private static final By GENERATE = By.id("generatePipelineScript");
    /** Forms of other steps stay on the page, and are not seen. */
    private static final String CLICK_VISIBLE =
            "const seen = [...document.querySelectorAll(arguments[0])].filter(element => element.offsetParent);"
                    + " seen.forEach(element => element.click()); return seen.length";

    private static final String HELP = "return [...document.querySelectorAll('.help-area')]"
            + ".filter(element => element.offsetParent).map(element => element.textContent.trim())";
    private static final String PAGE_HEIGHT = "return document.documentElement.scrollHeight";
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 1000;
    private static final long ADVANCED_SECTIONS = 5;

    @TempDir
    private Path profile;

    @Test
    void shouldWriteTheCallThatTheFormSays(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "snippets");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            openForm(browser, job, "light");
            assertThat(generate(browser)).isEqualTo("multiStageBuild()");

            type(browser, "image", "team/movies:7");
            type(browser, "budget", "20 MB");
            type(browser, "label", "docker && linux");
            openAdvanced(browser);
            type(browser, "buildArgs", "GO_VERSION=1.24\nREVISION=7");
            type(browser, "jobs", "2");
            browser.see(By.name("_.failFast"));
            browser.run("document.getElementsByName('_.failFast')[0].click()");
            assertThat(generate(browser))
                    .isEqualTo("multiStageBuild budget: '20 MB', buildArgs: [GO_VERSION: '1.24', REVISION: '7'],"
                            + " failFast: false, image: 'team/movies:7', jobs: 2, label: 'docker && linux'");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAField(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "checks");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            openForm(browser, job, "light");
            type(browser, "image", "Movies:7");
            type(browser, "budget", "20 megabytes");
            browser.see(
                    By.xpath("//*[contains(@class, 'error') and contains(., \"'Movies:7' is no name for an image\")]"));
            browser.see(By.xpath("//*[contains(@class, 'error') and contains(., \"'20 megabytes' is no size\")]"));
            browser.assertNoErrors();
        }
    }

    /** A stage and paths belong to one metric each. */
    @Test
    void shouldAskForTheSubjectOfAGateOnlyWhereTheMetricHasOne(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "gates");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            openForm(browser, job, "light");
            openAdvanced(browser);
            browser.run("arguments[0].click()", browser.see(By.xpath("//button[contains(., 'Add a gate')]")));
            browser.see(By.cssSelector("option[value='STAGE_SIZE']"));
            assertThat(isShown(browser, "stage")).isFalse();
            assertThat(isShown(browser, "path")).isFalse();

            choose(browser, "metric", "STAGE_SIZE");
            assertThat(isShown(browser, "path")).isFalse();
            type(browser, "stage", "build");
            type(browser, "threshold", "400 MB");
            assertThat(generate(browser))
                    .isEqualTo("multiStageBuild(qualityGates: [[metric: 'STAGE_SIZE', stage: 'build',"
                            + " threshold: '400 MB']])");
            browser.photograph("snippet-generator-gate");

            choose(browser, "metric", "IMAGE_SIZE");
            assertThat(isShown(browser, "stage")).isFalse();
            assertThat(generate(browser))
                    .isEqualTo("multiStageBuild(qualityGates: [[metric: 'IMAGE_SIZE', threshold: '400 MB']])");
            browser.assertNoErrors();
        }
    }

    private static boolean isShown(TestBrowser browser, String field) {
        return (Boolean) browser.run("return document.getElementsByName('_." + field + "')[0].offsetParent !== null");
    }

    private static void choose(TestBrowser browser, String field, String value) {
        browser.run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
                browser.see(By.name("_." + field)),
                value);
    }

    /** Every help opens, in the form as a whole, which is photographed in both colour schemes. */
    @Test
    void shouldExplainEveryField(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "help");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            for (String scheme : List.of("light", "dark")) {
                openForm(browser, job, scheme);
                type(browser, "image", "team/movies:7");
                type(browser, "budget", "20 MB");
                type(browser, "baseline", "Dockerfile.singlestage");
                browser.see(By.xpath("//*[contains(., 'At most 20,000,000 bytes')]"));
                generate(browser);
                browser.run("document.querySelector('select.dropdownList').scrollIntoView()");
                browser.photograph("snippet-generator-" + scheme);
                openAdvanced(browser);
                browser.size(WIDTH, ((Long) browser.run(PAGE_HEIGHT)).intValue());
                browser.photograph("snippet-generator-all-" + scheme);
            }
            Object buttons = browser.run(CLICK_VISIBLE, ".jenkins-help-button");
            List<?> helps = browser.await(driver -> {
                List<?> shown = (List<?>) browser.run(HELP);
                return shown.contains("Loading...") ? null : shown;
            });
            assertThat(buttons).isEqualTo((long) helps.size());
            assertThat(helps).hasSizeGreaterThan(20).allSatisfy(help -> assertThat((String) help)
                    .hasSizeGreaterThan(40)
                    .doesNotContain("ERROR"));
            browser.size(WIDTH, ((Long) browser.run(PAGE_HEIGHT)).intValue());
            browser.photograph("snippet-generator-help");
            browser.assertNoErrors();
        }
    }

    private static void openForm(TestBrowser browser, WorkflowJob job, String scheme) throws Exception {
        browser.open(job.getUrl() + "pipeline-syntax/", scheme, WIDTH, HEIGHT);
        Select steps = new Select(browser.see(STEPS));
        String step = steps.getOptions().stream()
                .map(WebElement::getText)
                .filter(text -> text.startsWith("multiStageBuild:"))
                .findFirst()
                .orElseThrow();
        steps.selectByVisibleText(step);
        browser.see(By.name("_.image"));
    }

    /** Leaves the field as well, which is when Jenkins checks it. */
    private static void type(TestBrowser browser, String field, String text) {
        WebElement input = browser.see(By.name("_." + field));
        input.clear();
        input.sendKeys(text);
        browser.run("arguments[0].dispatchEvent(new Event('change', {bubbles: true})); arguments[0].blur()", input);
    }

    private static void openAdvanced(TestBrowser browser) {
        assertThat((Long) browser.run(CLICK_VISIBLE, ".advanced-button, .advancedButton"))
                .isEqualTo(ADVANCED_SECTIONS);
    }

    private static String generate(TestBrowser browser) {
        browser.run("document.getElementById('prototypeText').value = ''");
        browser.run("arguments[0].click()", browser.see(GENERATE));
        return browser.await(driver -> {
            String text = (String) browser.run("return document.getElementById('prototypeText').value.trim()");
            return text.isEmpty() ? null : text;
        });
    }
}
