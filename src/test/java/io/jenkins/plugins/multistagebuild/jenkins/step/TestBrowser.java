package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The Chromium that {@code make test} provides, on pages of the Jenkins under test. It follows the colour scheme, and a
 * test Jenkins enforces its content security policy, so that a violation is an error on the console.
 */
public final class TestBrowser implements AutoCloseable {
    /** The few colours of a system's high contrast mode. */
    public static final String CONTRAST = "contrast";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final JenkinsRule jenkins;

    private TestBrowser(ChromeDriver driver, JenkinsRule jenkins) {
        this.driver = driver;
        this.jenkins = jenkins;
    }

    /** Skips the test where there is no Chromium. */
    public static TestBrowser start(JenkinsRule jenkins, Path profile) {
        String chromium = System.getenv("MSB_CHROMIUM");
        String chromedriver = System.getenv("SE_CHROMEDRIVER");
        assumeTrue(
                chromium != null && chromedriver != null,
                "MSB_CHROMIUM and SE_CHROMEDRIVER name no Chromium and no driver: nothing was opened in a browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
        return new TestBrowser(
                new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(new File(chromedriver))
                                .build(),
                        options),
                jenkins);
    }

    /**
     * Opens a page of Jenkins.
     *
     * @param page from the root of Jenkins on
     * @param scheme {@code light}, {@code dark} or {@link #CONTRAST}
     */
    public void open(String page, String scheme, int width, int height) throws IOException {
        size(width, height);
        boolean contrast = scheme.equals(CONTRAST);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                feature("prefers-color-scheme", contrast ? "dark" : scheme),
                                feature("forced-colors", contrast ? "active" : "none"),
                                feature("prefers-contrast", contrast ? "more" : "no-preference"))));
        driver.get(jenkins.getURL() + page);
    }

    private static Map<String, String> feature(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    /** Asks for pages in a language from now on, such as {@code zh-CN}. */
    public void ask(String language) {
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", run("return navigator.userAgent"), "acceptLanguage", language));
    }

    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The element, as soon as it can be seen. */
    public WebElement see(By element) {
        return await(ExpectedConditions.visibilityOfElementLocated(element));
    }

    public <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE).until(condition);
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** That the console of the page has shown no error since the last time. */
    public void assertNoErrors() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .map(LogEntry::getMessage))
                .as("console of " + driver.getCurrentUrl())
                .isEmpty();
    }

    /** That axe-core finds nothing serious or critical in the part of the page that is ours. */
    public void assertAccessible(String part) throws IOException {
        try (InputStream axe = Objects.requireNonNull(TestBrowser.class.getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object violations = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(arguments[0], { resultTypes: ['violations'] }).then(
                    result => done(result.violations
                        .filter(found => ['serious', 'critical'].includes(found.impact))
                        .map(found => found.id + ': ' + found.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))),
                    problem => done([String(problem)]));
                """, part);
        assertThat((List<?>) violations)
                .as("axe-core on " + driver.getCurrentUrl())
                .isEmpty();
    }

    /** Leaves a picture to look at beside the test's other results. */
    public void photograph(String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
        Files.write(pictures.resolve(name + ".png"), picture);
        assertThat(picture.length).as("bytes of " + name).isGreaterThan(10_000);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
