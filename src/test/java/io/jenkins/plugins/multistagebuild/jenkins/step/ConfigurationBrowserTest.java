package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The defaults in the system configuration, as an administrator sees and sets them. */
@WithSharedJenkins
class ConfigurationBrowserTest {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 860;
    private static final String OURS = "//section[.//*[@name='_.qualityGates']]";

    @TempDir
    private Path profile;

    @Test
    void shouldSetDefaults(JenkinsRule jenkins) throws Exception {
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            for (String scheme : List.of("light", "dark")) {
                browser.open("manage/configure", scheme, WIDTH, HEIGHT);
                type(browser, "budget", "20 MB");
                type(browser, "qualityGates", "image-size@reference<=10 %\nstage-size:build<=400 MB!note");
                browser.see(By.xpath("//*[contains(., 'At most 20,000,000 bytes')]"));
                browser.see(By.xpath("//*[contains(text(), '2 gates.')]"));
                scrollToOurs(browser);
                browser.photograph("configuration-" + scheme);
            }
            type(browser, "qualityGates", "image-size<=20 MB\nimage-sze<=1 MB");
            browser.see(By.xpath("//*[contains(@class, 'error') and contains(., \"line 2 'image-sze<=1 MB'\")]"));
            type(browser, "qualityGates", "image-size<=20 MB");
            browser.run("document.querySelector('[name=\"Submit\"], .jenkins-submit-button').click()");
            browser.await(
                    driver -> "20 MB".equals(MultiStageBuildConfiguration.get().getBudget()));
            assertThat(MultiStageBuildConfiguration.get().getQualityGates()).isEqualTo("image-size<=20 MB");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldExplainEveryField(JenkinsRule jenkins) throws Exception {
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            browser.open("manage/configure", "light", WIDTH, HEIGHT);
            browser.see(By.name("_.qualityGates"));
            for (String field : List.of("engine", "budget", "qualityGates", "keepStashes")) {
                String help = "//*[contains(@helpurl, 'MultiStageBuildConfiguration/help/" + field
                        + "') or contains(@data-help-url, 'MultiStageBuildConfiguration/help/" + field + "')]";
                browser.run("arguments[0].click()", browser.see(By.xpath(help)));
            }
            browser.see(By.xpath("//*[contains(., 'One in each line')]"));
            scrollToOurs(browser);
            browser.size(WIDTH, 1600);
            browser.photograph("configuration-help");
            browser.assertNoErrors();
        }
    }

    @AfterEach
    void forgetDefaults() {
        MultiStageBuildConfiguration.get().setBudget(null);
        MultiStageBuildConfiguration.get().setQualityGates(null);
    }

    private static void scrollToOurs(TestBrowser browser) {
        browser.run("arguments[0].scrollIntoView()", browser.see(By.xpath(OURS)));
    }

    /** Leaves the field as well, which is when Jenkins checks it. */
    private static void type(TestBrowser browser, String field, String text) {
        WebElement input = browser.see(By.name("_." + field));
        input.clear();
        input.sendKeys(text);
        browser.run("arguments[0].dispatchEvent(new Event('change', {bubbles: true})); arguments[0].blur()", input);
    }
}
