package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong before an engine is asked: status 2, a message that says where, what, and what to do. */
class BadInputTest {
    private static final String GOOD = "FROM scratch AS build\nCOPY a /\nFROM scratch\nCOPY --from=build /a /\n";

    @TempDir
    Path folder;

    private Path context(String dockerfile) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        return context;
    }

    static Stream<Arguments> dockerfiles() {
        return Stream.of(
                Arguments.of("", "Dockerfile:1: the Dockerfile is empty; begin with FROM"),
                Arguments.of(
                        "# only\n# comments\n", "Dockerfile:1: the Dockerfile has no instructions; begin with FROM"),
                Arguments.of(
                        "FROM a\nRUN <<EOF\necho\n", "Dockerfile:2: unterminated heredoc: no line reads just 'EOF'"),
                Arguments.of("FROM a\nRUM x\n", "Dockerfile:2: unknown instruction: RUM; did you mean 'RUN'?"),
                Arguments.of(
                        "FROM x AS a\nCOPY --from=b /f /\nFROM x AS b\nCOPY --from=a /f /\n",
                        "Dockerfile:4: the stages depend on each other in a circle: 'a' → 'b' → 'a'"),
                Arguments.of(
                        "FROM x AS builder\nFROM x\nCOPY --from=bilder /f /\n",
                        "Dockerfile:3: COPY --from=bilder names no build stage; did you mean 'builder'?"),
                Arguments.of(
                        "ARG S=a\nFROM x AS a\nFROM x\nARG S\nCOPY --from=$S /f /\n",
                        "Dockerfile:5: COPY --from=$S has a variable"));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void shouldLocateWhatIsWrongInADockerfile(String dockerfile, String message) throws Exception {
        Path context = context(dockerfile);
        assertThat(InProcess.run("plan", context).complaint())
                .startsWith("error: " + context)
                .contains(message);
        assertThat(InProcess.run("split", "--stage", "0", context).complaint()).contains(message);
    }

    @Test
    void shouldSayThatThereIsNoDockerfile() throws Exception {
        for (String command : new String[] {"plan", "build"}) {
            assertThat(InProcess.run(command, folder).complaint())
                    .contains("no Dockerfile at " + folder.resolve("Dockerfile"), "-f");
            assertThat(InProcess.run(command, "-f", folder.resolve("None"), folder)
                            .complaint())
                    .contains("no Dockerfile at " + folder.resolve("None"), "from the working directory");
            assertThat(InProcess.run(command, "-f", folder, folder).complaint()).contains("is a directory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "build"})
    void shouldSayThatThereIsNoSuchContext(String command) throws Exception {
        Path dockerfile = context(GOOD).resolve("Dockerfile");
        assertThat(InProcess.run(command, folder.resolve("nowhere")).complaint())
                .contains("the context " + folder.resolve("nowhere") + " does not exist; give the directory");
        assertThat(InProcess.run(command, dockerfile).complaint())
                .contains("the context " + dockerfile + " is not a directory; give the directory");
    }

    @Test
    void shouldSayThatThereIsNoSuchTarget() throws Exception {
        assertThat(InProcess.run("plan", "--target", "biuld", context(GOOD)).complaint())
                .contains("'biuld' could not be found; did you mean 'build'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lots", "-5MB", "1 TBB", "", "MB"})
    void shouldRefuseABudgetThatIsNoSize(String budget) throws Exception {
        assertThat(InProcess.run("build", "--budget", budget, context(GOOD)).complaint())
                .contains("--budget", "'" + budget + "'", "20 MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Not Valid", "", "a:b:c", "upper/Case:1", "a@sha256:b", "-x", "a/../b", "a:-tag"})
    void shouldRefuseANameThatIsNoImageReference(String tag) throws Exception {
        assertThat(InProcess.run("build", "--tag=" + tag, context(GOOD)).complaint())
                .contains("-t '" + tag + "'", "lower");
    }

    @Test
    void shouldRefuseABuildArgWithoutName() throws Exception {
        assertThat(InProcess.run("plan", "--build-arg", "=1", context(GOOD)).complaint())
                .contains("--build-arg =1 has no name; write NAME=VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "=x", "lib="})
    void shouldRefuseANamedContextWithoutNameOrValue(String context) throws Exception {
        assertThat(InProcess.run("plan", "--build-context", context, context(GOOD))
                        .complaint())
                .contains("--build-context " + context + " must be NAME=VALUE");
    }

    @Test
    void shouldSayThatThereIsNoSuchNamedContext() throws Exception {
        Path good = context(GOOD);
        Path nowhere = folder.resolve("nowhere");
        for (String command : new String[] {"plan", "build"}) {
            assertThat(InProcess.run(command, "--build-context", "lib=" + nowhere, good)
                            .complaint())
                    .contains("--build-context lib=" + nowhere + ": " + nowhere + " does not exist; give a directory");
            assertThat(InProcess.run(command, "--build-context", "lib=" + good.resolve("Dockerfile"), good)
                            .complaint())
                    .contains("is not a directory; give a directory");
        }
    }

    @Test
    void shouldRefuseABaselineThatIsNoDockerfile() throws Exception {
        Path empty = Files.createFile(folder.resolve("Empty"));
        assertThat(InProcess.run("build", "--baseline", empty, context(GOOD)).complaint())
                .contains(empty + ":1: the Dockerfile is empty");
        assertThat(InProcess.run("build", "--baseline", folder, context(GOOD)).complaint())
                .contains(folder + " is a directory, not a Dockerfile");
    }

    @Test
    void shouldRefuseAReportDirectoryThatCannotBeMade() throws Exception {
        Path context = context(GOOD);
        Path file = context.resolve("Dockerfile");
        assertThat(InProcess.run("build", "--report", file, context).complaint())
                .isEqualTo("error: cannot make the report directory " + file
                        + ": a file of that name is in the way; give another directory with --report\n");
        Path below = file.resolve("below");
        assertThat(InProcess.run("build", "--report", below, context).complaint())
                .contains("cannot make the report directory " + below, "Not a directory", "--report");
        assertThat(InProcess.run("build", "--report", "/proc/nowhere", context).complaint())
                .contains("cannot make the report directory /proc/nowhere", "No such file", "--report");
    }

    @Test
    void shouldRefuseWhatIsNoImage() throws Exception {
        Path context = context(GOOD);
        for (Object[] command : new Object[][] {
            {"size", context}, {"size", context.resolve("Dockerfile")}, {"compare", context, context}
        }) {
            assertThat(InProcess.run(command).complaint()).startsWith("error: " + context);
        }
        Path report = Files.writeString(folder.resolve("report.json"), "{\"schema\": 1");
        assertThat(InProcess.run("compare", report, report).complaint()).startsWith("error: " + report);
    }

    @Test
    void shouldSayWhichEnginesItLookedFor() throws Exception {
        Path context = context(GOOD);
        Program program = new Program(folder).with("PATH", "/nowhere");
        assertThat(program.run("build", context).complaint(ExitStatus.BAD_INPUT))
                .contains("docker: not on the PATH", "podman: not on the PATH", "buildah: not on the PATH", "Install");
        assertThat(program.run("build", "--engine", "podman", context).complaint(ExitStatus.BAD_INPUT))
                .contains("podman: not on the PATH")
                .doesNotContain("buildah");
    }

    /** With whatever real docker client this machine has. */
    @Test
    void shouldSayThatTheDaemonDoesNotAnswer() throws Exception {
        Program program = new Program(folder).with("DOCKER_HOST", "unix:///nowhere/docker.sock");

        String complaint =
                program.run("build", "--engine", "docker", context(GOOD)).complaint(ExitStatus.BAD_INPUT);

        assertThat(complaint)
                .contains("No container engine answers")
                .containsAnyOf("set DOCKER_HOST", "not on the PATH");
        if (!complaint.contains("not on the PATH")) {
            assertThat(complaint).contains("unix:///nowhere/docker.sock");
        }
    }
}
