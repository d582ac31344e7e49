package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser. Skipped where no Chromium is installed; the driver is given, so nothing is downloaded. */
class HtmlReportBrowserTest {
    private static final int PHONE = 390;
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static @Nullable ChromeDriver browser;

    @TempDir
    private static Path profile;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBrowser() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "Chromium and its driver are not installed: the report page was not opened in a browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
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
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(DRIVER.toString()))
                        .build(),
                options);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1100", "dark, 1100", "contrast, 1100", "light, 390", "dark, 390", "light, 320"})
    void shouldFitItsWindowWithoutComplaints(String scheme, int width) throws Exception {
        for (SizeReport report : List.of(
                DiamondReport.make(),
                SampleReports.movies(),
                SampleReports.failed(),
                SampleReports.judged(),
                HostileReport.make())) {
            ChromeDriver page = open(report, scheme, width);
            long overflow = number("return document.documentElement.scrollWidth - window.innerWidth");
            assertThat(overflow)
                    .as("horizontal scroll of %s", report.dockerfile())
                    .isLessThanOrEqualTo(0);
            assertThat(page.manage().logs().get(LogType.BROWSER).getAll())
                    .as("console of %s", report.dockerfile())
                    .isEmpty();
        }
    }

    @Test
    void shouldFollowTheColourScheme() throws Exception {
        open(SampleReports.movies(), "light", 1100);
        String light = text("return getComputedStyle(document.body).backgroundColor");
        open(SampleReports.movies(), "dark", 1100);
        String dark = text("return getComputedStyle(document.body).backgroundColor");
        assertThat(dark).isNotEqualTo(light).startsWith("rgb(");
    }

    @Test
    void shouldLoadNothingButItself() throws Exception {
        open(DiamondReport.make(), "light", 1100);
        assertThat(text("return performance.getEntriesByType('resource').map(entry => entry.name).join()"))
                .isEmpty();
    }

    @Test
    void shouldShowHostileNamesAsText() throws Exception {
        ChromeDriver page = open(HostileReport.make(), "light", 1100);
        assertThat(page.findElements(By.tagName("script"))).isEmpty();
        assertThat(page.findElement(By.tagName("h1")).getText())
                .startsWith("<script>alert(1)</script>\"'`&\\u001b[31m");
    }

    @Test
    void shouldOpenWhatChangedWithTheKeyboard() throws Exception {
        ChromeDriver page = open(SampleReports.judged(), "light", 1100);
        WebElement summary = page.findElement(By.cssSelector("#since ~ details summary"));
        WebElement table = page.findElement(By.cssSelector("#since ~ details table"));
        assertThat(table.isDisplayed()).isFalse();
        summary.sendKeys(Keys.ENTER);
        assertThat(table.isDisplayed()).isTrue();
        assertThat(table.getText()).contains("/bin/sh");
        assertThat(page.findElements(By.cssSelector(".lane.critical"))).hasSize(2);
    }

    @Test
    void shouldDrawBarsInProportion() throws Exception {
        ChromeDriver page = open(SampleReports.movies(), "light", 1100);
        List<WebElement> fills = page.findElements(By.cssSelector(".bars .fill"));
        double baseline = fills.get(0).getRect().getWidth();
        double image = fills.get(1).getRect().getWidth();
        assertThat(image / baseline).isBetween(0.03, 0.05);
    }

    @Test
    void shouldNameEveryPartForAScreenReader() throws Exception {
        ChromeDriver page = open(DiamondReport.make(), "light", PHONE);
        assertThat(page.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("en");
        assertThat(page.findElements(By.cssSelector("section")))
                .isNotEmpty()
                .allSatisfy(section -> assertThat(section.getAccessibleName()).isNotBlank());
        assertThat(page.findElements(By.cssSelector("table")))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.getAriaRole()).isEqualTo("table"));
        assertThat(page.findElements(By.cssSelector("svg[role=img]")))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.getAccessibleName()).contains("took"));
    }

    /** Leaves pictures to look at beside the test's other results. */
    @ParameterizedTest
    @CsvSource({"light, 1100", "dark, 1100", "contrast, 1100", "light, 390", "dark, 390"})
    void shouldBePhotographed(String scheme, int width) throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<SizeReport> reports =
                List.of(SampleReports.movies(), DiamondReport.make(), SampleReports.failed(), SampleReports.judged());
        for (int i = 0; i < reports.size(); i++) {
            ChromeDriver page = open(reports.get(i), scheme, width);
            page.executeScript("document.querySelectorAll('details').forEach(part => part.open = true)");
            long height = number("return document.documentElement.scrollHeight");
            metrics(width, height);
            byte[] picture = page.getScreenshotAs(OutputType.BYTES);
            Files.write(pictures.resolve("report-" + i + "-" + scheme + "-" + width + ".png"), picture);
            assertThat(picture.length).isGreaterThan(10_000);
        }
    }

    /** A colour scheme, or the few colours of a system's high contrast mode. */
    private static Map<String, String> feature(String scheme) {
        return scheme.equals("contrast")
                ? Map.of("name", "forced-colors", "value", "active")
                : Map.of("name", "prefers-color-scheme", "value", scheme);
    }

    private ChromeDriver open(SizeReport report, String scheme, int width) throws Exception {
        ChromeDriver page = browser();
        Path file = directory.resolve("report.html");
        HtmlReport.write(report, file);
        metrics(width, 844);
        page.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature(scheme))));
        page.get(file.toUri().toString());
        return page;
    }

    private static void metrics(int width, long height) {
        browser()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width <= PHONE));
    }

    private static long number(String script) {
        return ((Number) Objects.requireNonNull(browser().executeScript(script))).longValue();
    }

    private static String text(String script) {
        return String.valueOf(browser().executeScript(script));
    }

    private static ChromeDriver browser() {
        return Objects.requireNonNull(browser, "started before the tests");
    }
}
