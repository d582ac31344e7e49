package io.jenkins.plugins.multistagebuild.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.ListView;
import io.jenkins.plugins.multistagebuild.jenkins.step.SavedBuild;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestBrowser;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import io.jenkins.plugins.multistagebuild.jenkins.trend.ImageSizeColumn;
import io.jenkins.plugins.multistagebuild.jenkins.trend.JobsOnDisk;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.jelly.XMLOutput;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.MetaClassLoader;
import org.kohsuke.stapler.jelly.JellyClassLoaderTearOff;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The pages as somebody in China sees them: none of our English words is left on them. */
@WithSharedJenkins
class ChineseBrowserTest {
    private static final Path RESOURCES =
            Path.of("src", "main", "resources", "io", "jenkins", "plugins", "multistagebuild");

    /** All that people read in a part of the page, and what scripts may show of it later. */
    private static final String TEXTS = """
            const texts = [];
            document.querySelectorAll(arguments[0]).forEach(part => {
              [part, ...part.querySelectorAll("*")].forEach(element => {
                [...element.attributes]
                  .filter(one => ["aria-label", "title", "placeholder", "alt"].includes(one.name) || one.name.startsWith("data-text"))
                  .forEach(one => texts.push(one.value));
                [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).forEach(node => texts.push(node.data));
              });
            });
            return texts.map(text => text.trim()).filter(Boolean);
            """;

    private static final String OPEN_ALL =
            "document.querySelectorAll(arguments[0]).forEach(one => one.offsetParent && one.click())";

    private static final String LOADING = "return [...document.querySelectorAll('#ours .help-area')]"
            + ".some(help => help.offsetParent && help.textContent.includes('Loading'))";

    @TempDir
    private Path profile;

    @Test
    void shouldShowABuild(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        SavedBuild.writeReport(run, "server");
        try (TestBrowser browser = start(jenkins)) {
            browser.open(run.getUrl() + "image-size/", "light", 1200, 3600);
            WebElement report = browser.see(By.cssSelector(".image-size[data-shown]"));
            browser.photograph("chinese-build");
            assertThat(report.getText())
                    .contains("比单阶段镜像小 96.2 %，较 #41 变化 +101.4 kB，在 20 MB 的预算之内", "质量门禁", "镜像大小：13.2 MB");
            assertChinese(browser, ".image-size");
            browser.open(run.getUrl(), "light", 1200, 1000);
            browser.see(By.cssSelector(".image-size-calls"));
            assertThat(texts(browser, "body")).contains("镜像大小").doesNotContain("Image size");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldShowTheTrendOfAJob(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 120, 2, "client", "server");
        ListView view = new ListView("sizes", jenkins.jenkins);
        jenkins.jenkins.addView(view);
        view.add(job);
        view.getColumns().add(new ImageSizeColumn());
        try (TestBrowser browser = start(jenkins)) {
            browser.open(job.getUrl() + "image-size/", "light", 1200, 2000);
            browser.see(By.cssSelector("[data-chart=stages] canvas"));
            browser.photograph("chinese-trend");
            assertChinese(browser, ".image-size-trend");
            browser.open(job.getUrl(), "light", 1200, 1000);
            browser.see(By.cssSelector("[data-chart=sizes] canvas"));
            assertChinese(browser, ".image-size-box");
            browser.open("view/sizes/", "light", 1200, 600);
            browser.see(By.cssSelector(".image-size-cell"));
            assertChinese(browser, ".image-size-cell");
            assertThat(texts(browser, "th")).contains("镜像大小");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldShowTheImagesOfAllJobs(JenkinsRule jenkins) throws Exception {
        for (String name : List.of("accounts", "billing", "gateway")) {
            new JobsOnDisk(jenkins).create(name, 40 + name.length(), 2, "image-size");
        }
        try (TestBrowser browser = start(jenkins)) {
            browser.open("image-sizes/", "light", 1200, 800);
            browser.see(By.xpath("//p[. = '共 3 个镜像，显示 3 个']"));
            browser.photograph("chinese-image-sizes");
            assertChinese(browser, ".image-sizes");
            assertThat(texts(browser, "h1")).containsExactly("镜像大小");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldShowTheForm(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "snippets");
        try (TestBrowser browser = start(jenkins)) {
            browser.open(job.getUrl() + "pipeline-syntax/", "light", 1100, 4200);
            Select steps = new Select(browser.see(By.cssSelector("select.dropdownList")));
            steps.selectByVisibleText("multiStageBuild: 构建多阶段 Dockerfile，每个阶段一个并行分支");
            browser.see(By.name("_.image"));
            browser.run("document.querySelector('[name=\"_.image\"]').closest('.dropdownList-container').id = 'ours'");
            browser.run(OPEN_ALL, "#ours .advanced-button, #ours .advancedButton");
            browser.run(OPEN_ALL, "#ours .jenkins-help-button");
            browser.await(driver -> !(Boolean) browser.run(LOADING));
            browser.photograph("chinese-form");
            assertChinese(browser, "#ours");
            assertThat(String.join("\n", texts(browser, "#ours .help"))).contains("与 Docker 的算法一致");
            browser.assertNoErrors();
        }
    }

    @Test
    void shouldShowTheDefaults(JenkinsRule jenkins) throws Exception {
        try (TestBrowser browser = start(jenkins)) {
            browser.open("manage/configure", "light", 1200, 4200);
            browser.see(By.xpath("//*[normalize-space(.) = '多阶段构建']"));
            assertThat(String.join("\n", texts(browser, "body")))
                    .contains("报告列出所有文件的构建数（0 表示所有构建）")
                    .doesNotContain("Builds whose reports list all files (0: all builds)");
            browser.assertNoErrors();
        }
    }

    /** The first thing that a controller does, and a test's Jenkins does not: each reader has a language. */
    @BeforeEach
    void followTheReader() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
    }

    @AfterEach
    void speakEnglishAgain() {
        LocaleProvider.setProvider(LocaleProvider.DEFAULT);
    }

    private TestBrowser start(JenkinsRule jenkins) {
        TestBrowser browser = TestBrowser.start(jenkins, profile);
        browser.ask("zh-CN");
        return browser;
    }

    /** What the plugin manager shows of a plugin; it takes our file only where the name of its folder has that of the plugin. */
    @Test
    void shouldDescribeThePlugin(JenkinsRule jenkins) throws Exception {
        URL view = Objects.requireNonNull(getClass().getResource("/index.jelly"));
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });
        StringWriter shown = new StringWriter();
        jenkins.executeOnServer(() -> {
            MetaClassLoader.get(getClass().getClassLoader())
                    .loadTearOff(JellyClassLoaderTearOff.class)
                    .createContext()
                    .runScript(view, XMLOutput.createXMLOutput(shown));
            return null;
        });
        assertThat(shown.toString()).contains("将多阶段 Dockerfile 的各个阶段作为并行分支运行，并报告镜像的大小。");
    }

    /** That no text is one of our English ones, and that none has a piece of one that is more than a word. */
    private static void assertChinese(TestBrowser browser, String part) throws IOException {
        List<String> texts = texts(browser, part);
        assertThat(texts).anySatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}"));
        Set<String> words = english();
        Set<String> pieces = words.stream()
                .flatMap(text -> Stream.of(text.split("\\{[^}]*}")))
                .map(String::strip)
                .filter(piece -> piece.length() > 5 && piece.contains(" "))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(texts)
                .as("texts of %s", part)
                .doesNotContainAnyElementsOf(words)
                .allSatisfy(text -> assertThat(pieces.stream().filter(text::contains))
                        .as(text)
                        .isEmpty());
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(TestBrowser browser, String part) {
        return (List<String>) browser.run(TEXTS, part);
    }

    /** All that we say in English, but for what is the same in Chinese. */
    private static Set<String> english() throws IOException {
        Set<String> texts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file :
                    (Iterable<Path>) files.filter(one -> one.toString().endsWith("_zh_CN.properties"))::iterator) {
                Path english = Path.of(file.toString().replace("_zh_CN", ""));
                Properties originals = read(english);
                read(file).forEach((key, text) -> texts.add((String) originals.getOrDefault(key, key)));
                read(file).values().forEach(texts::remove);
            }
        }
        texts.removeIf(text -> text.isBlank() || !text.matches("(?s).*[A-Za-z]{2}.*"));
        return texts;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }
}
