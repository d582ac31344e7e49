package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final int FEWEST_CASES = 60;

    @TempDir
    private Path work;

    @Test
    void shouldHoldEnoughCasesForEveryBuilder() throws IOException {
        List<EqualCase> cases = EqualCase.all();

        for (TestEngine engine : TestEngine.named(Map.of("MSB_DOCKER_20", "a", "MSB_DOCKER_26", "b"))) {
            assertThat(cases.stream().filter(c -> c.isFor(engine)))
                    .as("cases for %s", engine)
                    .hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
        }
    }

    @Test
    void shouldLayOutEveryCase() throws IOException {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        assumeTrue(Charset.forName(encoding).newEncoder().canEncode('\u65e5'), "file names in " + encoding);

        for (EqualCase testCase : EqualCase.all()) {
            Path context = Files.createDirectory(work.resolve(testCase.name()));
            CaseContext.create(testCase, context, "the/base:1");

            assertThat(context.resolve(testCase.dockerfile()))
                    .isRegularFile()
                    .content()
                    .doesNotContain("@BASE@");
            assertThat(context.resolve(EqualCase.DESCRIPTION)).doesNotExist();
            assertThat(testCase.references().values())
                    .allSatisfy(r -> assertThat(context.resolve(r)).isRegularFile());
            assertThat(testCase.files().values())
                    .allSatisfy(f -> assertThat(context.resolve(f)).isRegularFile());
        }
    }

    @Test
    void shouldMakeWhatGitCannotCarry() throws IOException {
        EqualCase testCase = load("""
                {"setup": [{"dir": "d/empty", "mode": "1770"}, {"file": "f", "text": "x", "mode": "4711"},
                {"file": "big", "size": 1000003}, {"files": "many/%03d", "count": 12},
                {"symlink": "l", "to": "nowhere"}, {"random": "r"}, {"hardlink": "h", "to": "f"}, {"socket": "d/s"},
                {"tar": "t.tar.gz", "entries": [{"path": "in/"}]}, {"chmod": "Dockerfile", "mode": "0600"}]}""");
        Path context = Files.createDirectory(work.resolve("context"));

        CaseContext.create(testCase, context, "base");

        assertThat(mode(context.resolve("d/empty"))).isEqualTo(01770);
        assertThat(mode(context.resolve("d"))).isEqualTo(0755);
        assertThat(mode(context.resolve("f"))).isEqualTo(04711);
        assertThat(mode(context.resolve("Dockerfile"))).isEqualTo(0600);
        assertThat(context.resolve("big")).hasSize(1000003);
        assertThat(Files.list(context.resolve("many"))).hasSize(12);
        assertThat(Files.readSymbolicLink(context.resolve("l"))).hasToString("nowhere");
        assertThat(Files.getAttribute(context.resolve("h"), "unix:nlink")).isEqualTo(2);
        assertThat(Files.readAttributes(context.resolve("d/s"), "unix:isOther")).containsEntry("isOther", true);
        assertThat(context.resolve("t.tar.gz")).isNotEmptyFile();
        assertThat(context.resolve("r")).isNotEmptyFile();
    }

    @Test
    void shouldRefuseDescriptionsThatItDoesNotUnderstand() {
        assertThatThrownBy(() -> load("{\"biulders\": []}")).hasMessageContaining("unknown key biulders");
        assertThatThrownBy(() -> load("{\"builders\": [\"kaniko\"]}")).hasMessageContaining("kaniko");
        assertThatThrownBy(() -> CaseContext.create(load("{\"setup\": [{\"x\": 1}]}"), work.resolve("c"), "b"))
                .hasMessageContaining("no known kind of setup: {\"x\":1}");
    }

    @Test
    void shouldTellEnginesApart() {
        List<TestEngine> engines = TestEngine.named(
                Map.of("MSB_DOCKER_20", "/c20", "MSB_DOCKER_26", "/c26", "MSB_DOCKER_26_HOST", "unix:///s"));

        assertThat(engines)
                .extracting(TestEngine::name)
                .containsExactly("20-classic", "20-buildkit", "26-classic", "26-buildkit");
        assertThat(engines.get(0).environment()).isEqualTo(Map.of("DOCKER_BUILDKIT", "0"));
        assertThat(engines.get(3).environment()).isEqualTo(Map.of("DOCKER_BUILDKIT", "1", "DOCKER_HOST", "unix:///s"));
        assertThat(TestEngine.named(Map.of())).isEmpty();
    }

    @Test
    void shouldFindTheImagesThatTheClassicBuilderMadeButNoBaseImage() {
        String output = """
                Step 1/4 : ARG BASE=x
                Step 2/4 : FROM $BASE AS a
                 ---> aaaaaaaaaaaa
                Step 3/4 : RUN x
                 ---> Running in 0123456789ab
                Removing intermediate container 0123456789ab
                 ---> bbbbbbbbbbbb
                Step 4/4 : FROM a
                 ---> bbbbbbbbbbbb
                Step 5/4 : ENV A=b
                 ---> Running in 0123456789ab
                 ---> cccccccccccc
                """;

        assertThat(UnsplitBuild.imagesMade(output)).isEqualTo(Set.of("bbbbbbbbbbbb", "cccccccccccc"));
    }

    private EqualCase load(String description) throws IOException {
        Path folder = Files.createDirectories(work.resolve("case"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(folder.resolve(EqualCase.DESCRIPTION), description);
        return EqualCase.load(folder);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }
}
