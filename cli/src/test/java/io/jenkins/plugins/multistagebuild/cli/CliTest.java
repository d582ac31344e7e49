package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that needs no engine. */
class CliTest {
    private static final String DOCKERFILE = """
            ARG VERSION=1
            FROM golang:$VERSION AS build
            RUN go build -o /out/app
            FROM scratch
            COPY --from=build /out/app /app
            """;

    @TempDir
    Path folder;

    private Path context;

    @BeforeEach
    void write() throws IOException {
        context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plan", "split", "build", "size", "compare", "gate", "generate-completion"})
    void shouldHelpAndTellItsVersion(String command) {
        Object[] none = {};
        Object[] words = command.isEmpty() ? none : new Object[] {command};
        String usage = "Usage: multi-stage-build" + (command.isEmpty() ? "" : " " + command);
        for (String option : new String[] {"--help", "-h"}) {
            InProcess help = InProcess.run(with(words, option)).hasStatus(ExitStatus.DONE);
            assertThat(help.out()).startsWith(usage).contains("Exit status:", "130", "interrupted");
            assertThat(help.err()).isEmpty();
        }
        for (String option : new String[] {"--version", "-V"}) {
            InProcess version = InProcess.run(with(words, option)).hasStatus(ExitStatus.DONE);
            assertThat(version.out()).matches("multi-stage-build \\d+\\.\\d+\\S*\\R");
        }
    }

    private static Object[] with(Object[] words, Object last) {
        Object[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void shouldSayWhatTheOptionsOfBuildTake() {
        assertThat(InProcess.run("build", "--help").out())
                .contains("auto, docker, podman, buildah", "auto, buildkit, classic", "--no-cache", "--keep-going");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            build | --engine  | auto, docker, podman, buildah
            build | --builder | auto, buildkit, classic
            plan  | --format  | text, json, dot, mermaid
            """)
    void shouldListTheValuesOfAnOptionAsTheyAreTyped(String command, String option, String values) throws Exception {
        assertThat(InProcess.run(command, option, "none").complaint())
                .startsWith("error: " + option + " none: give one of " + values + "\n")
                .contains("--help");
    }

    @Test
    void shouldWriteACompletionScriptThatBashAccepts() throws Exception {
        String script = InProcess.run("generate-completion").hasStatus(0).out();
        assertThat(script).contains("--build-arg", "--keep-going", "compare");
        Path file = Files.writeString(folder.resolve("completion"), script);

        Process bash = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | Missing command                                  | multi-stage-build --help",
                "bild                   | build                                            | multi-stage-build --help",
                "build --targt x        | --target                                         | multi-stage-build build --help",
                "build --jobs x         | 'x' is not an int                                | build --help",
                "build --jobs 0         | --jobs 0: at least one branch must run           | build --help",
                "build --jobs -3        | --jobs -3: at least one branch must run          | build --help",
                "build --timeout 0      | --timeout 0: give at least one second            | build --help",
                "build --engine lxc     | auto, docker, podman, buildah                    | build --help",
                "plan --format yaml     | yaml                                             | plan --help",
                "split                  | --stage                                          | split --help",
                "size                   | IMAGE                                            | size --help",
                "compare a              | NEW                                              | compare --help",
                "plan a b               | 'b'                                              | plan --help",
            })
    void shouldPointAtTheHelpForBadUsage(String line, String expected, String help) {
        InProcess run = InProcess.run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
        assertThat(run.complaint()).contains(expected).contains(help + "'");
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldPlanAsText() {
        InProcess plan = InProcess.run("plan", context).hasStatus(0);
        assertThat(plan.out()).contains("build", "/out/app", "golang:1").doesNotContain("\u001b");
        assertThat(plan.err()).isEmpty();
    }

    @Test
    void shouldPlanAsJson() throws Exception {
        JsonNode plan = json(InProcess.run("plan", "--format", "json", "--build-arg", "VERSION=2", context)
                .hasStatus(0)
                .out());
        assertThat(plan.path("schema").asInt()).isEqualTo(1);
        assertThat(plan.path("target").asInt()).isEqualTo(1);
        assertThat(plan.at("/stages/0/base/image").asText()).isEqualTo("golang:2");
        assertThat(plan.at("/stages/1/inputs/0/paths/0").asText()).isEqualTo("/out/app");
        assertThat(plan.at("/branches/1/inputs/0").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"dot,digraph", "mermaid,flowchart", "DOT,digraph"})
    void shouldPlanAsADiagram(String format, String beginning) {
        assertThat(InProcess.run("plan", "--format", format, context)
                        .hasStatus(0)
                        .out())
                .startsWith(beginning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "BUILD", "0"})
    void shouldSplitAStageByNameOrNumber(String stage) throws Exception {
        String text =
                InProcess.run("split", "--stage", stage, context).hasStatus(0).out();
        assertThat(text).startsWith("ARG VERSION=1\nFROM golang:$VERSION AS build\nRUN go build -o /out/app\n");
        assertThat(text).doesNotContain("FROM scratch");
    }

    @Test
    void shouldSplitTheTargetWithStubs() throws Exception {
        String text =
                InProcess.run("split", "--stage", "1", context).hasStatus(0).out();
        assertThat(text)
                .contains("FROM multi-stage-build/outputs:build AS build")
                .doesNotContain("go build");
        assertThat(Dockerfile.parse("Dockerfile", text).stages()).hasSize(2);
    }

    @Test
    void shouldHelpWithAWrongStage() throws Exception {
        assertThat(InProcess.run("split", "--stage", "biuld", context).complaint())
                .contains("did you mean 'build'?");
        assertThat(InProcess.run("split", "--stage", "9", context).complaint())
                .contains("--stage 9 names no stage; there are stages 0 to 1, named build");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY a /\n");
        assertThat(InProcess.run("split", "--stage", "9", context).complaint())
                .isEqualTo("error: --stage 9 names no stage; there is only stage 0\n");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY a /\nFROM scratch\nCOPY b /\n");
        assertThat(InProcess.run("split", "--stage", "9", context).complaint())
                .isEqualTo("error: --stage 9 names no stage; there are stages 0 to 1, without names\n");
    }

    @Test
    void shouldTakeTheFileFromTheWorkingDirectoryAndTheDefaultFromTheContext() throws Exception {
        Path other = Files.writeString(folder.resolve("Other"), "FROM scratch AS other\n");
        Files.writeString(context.resolve("Other"), "FROM scratch AS inner\n");
        Program program = new Program(folder);

        assertThat(program.run("plan", "-f", "Other", "context").hasStatus(0).out())
                .contains("other");
        assertThat(program.run("plan", "-f", "context/Other", "context")
                        .hasStatus(0)
                        .out())
                .contains("inner");
        assertThat(program.run("plan", "context").hasStatus(0).out()).contains("golang");
        assertThat(program.in(context).run("plan").hasStatus(0).out()).contains("golang");
        assertThat(InProcess.run("plan", "-f", other, context).hasStatus(0).out())
                .contains("other");
    }

    @Test
    void shouldFallBackToTheLowerCaseName() throws Exception {
        Files.move(context.resolve("Dockerfile"), context.resolve("dockerfile"));
        assertThat(InProcess.run("plan", context).hasStatus(0).out()).contains("golang");
    }

    @Test
    void shouldTakeABuildArgWithoutValueFromTheEnvironment() throws Exception {
        Program program = new Program(folder);
        String[] arguments = {"plan", "--format", "json", "--build-arg", "VERSION", "context"};

        String unset = program.run((Object[]) arguments).hasStatus(0).out();
        String set = program.with("VERSION", "7")
                .run((Object[]) arguments)
                .hasStatus(0)
                .out();

        assertThat(json(unset).at("/stages/0/base/image").asText()).isEqualTo("golang:1");
        assertThat(json(set).at("/stages/0/base/image").asText()).isEqualTo("golang:7");
    }

    @Test
    void shouldJoinADockerfilePerStage() throws Exception {
        Path build = Files.writeString(folder.resolve("Dockerfile.build"), "FROM golang\nRUN go build -o /out/app\n");
        Path run =
                Files.writeString(folder.resolve("Dockerfile.run"), "FROM scratch\nCOPY --from=build /out/app /app\n");

        JsonNode plan =
                json(InProcess.run("plan", "-f", "build=" + build, "-f", "run=" + run, "--format", "json", context)
                        .hasStatus(0)
                        .out());

        assertThat(plan.at("/stages/0/name").asText()).isEqualTo("build");
        assertThat(plan.at("/stages/1/inputs/0/stage").asInt(-1)).isZero();
        assertThat(InProcess.run("plan", "-f", build, "-f", "run=" + run, context)
                        .complaint())
                .contains("-f NAME=FILE");
        assertThat(InProcess.run("plan", "-f", "9lives=" + build, "-f", "run=" + run, context)
                        .complaint())
                .contains("'9lives' is no stage name");
    }

    @Test
    void shouldPrintNoColoursWhereNobodySeesThem() throws Exception {
        Program program = new Program(folder).with("TERM", "xterm-256color");
        for (Program each : new Program[] {program, program.with("NO_COLOR", "1")}) {
            assertThat(each.run("plan", "context").out()).doesNotContain("\u001b");
            assertThat(each.run("plan", "nowhere").err()).startsWith("error: ").doesNotContain("\u001b");
            assertThat(each.run("--help").out()).doesNotContain("\u001b");
        }
    }

    /** script(1) gives the program a terminal. */
    @Test
    void shouldPrintColoursOnATerminalUnlessToldNot() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "'" + java + "' -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' "
                + Main.class.getName() + " plan nowhere";

        assertThat(onATerminal(command)).contains("\u001b[1m\u001b[31m", "error:");
        assertThat(onATerminal("NO_COLOR=1 " + command)).contains("error: ").doesNotContain("\u001b");
    }

    private String onATerminal(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().remove("NO_COLOR");
        Process script = builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
