package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ctrl-C and kill while a stage runs. */
class InterruptionTest {
    @TempDir
    Path folder;

    static Stream<Arguments> interruptions() {
        return TestDocker.all()
                .flatMap(docker -> Stream.of(
                        Arguments.of(docker, "INT", ExitStatus.INTERRUPTED), Arguments.of(docker, "TERM", 143)))
                .toList()
                .stream();
    }

    static Stream<TestDocker> dockers() {
        return TestDocker.all();
    }

    /** The engine's client is interrupted too, and may be the first to say so. */
    @ParameterizedTest
    @MethodSource("dockers")
    void shouldSayNoMoreThanInterruptedAfterCtrlCInATerminal(TestDocker docker) throws Exception {
        String sleep = "sleep 64." + System.nanoTime();
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM BASE AS slow\nRUN SLEEP\nFROM scratch\nCOPY --from=slow /f /f\n"
                        .replace("BASE", TestDocker.BASE)
                        .replace("SLEEP", sleep));

        Program.Ended ended = docker.program(folder)
                .start("build", context)
                .until("the stage sleeps", () -> Program.runs(sleep))
                .signalAll("INT")
                .await();

        ended.hasStatus(ExitStatus.INTERRUPTED).leftNothing();
        assertThat(ended.err()).endsWith("interrupted\n").doesNotContain("error:", "ERROR", "canceled");
        Program.until("the sleeping RUN is gone", () -> !Program.runs(sleep));
        docker.keepsNothingOf(folder);
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void shouldStopWhatRunsAndLeaveNothing(TestDocker docker, String signal, int status) throws Exception {
        String sleep = "sleep 63." + System.nanoTime();
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM BASE AS quick\nRUN echo >/f\nFROM BASE AS slow\nRUN SLEEP\nFROM BASE\nCOPY --from=quick /f /f\nCOPY --from=slow /f /g\n"
                        .replace("BASE", TestDocker.BASE)
                        .replace("SLEEP", sleep));

        Program.Started started = docker.program(folder)
                .start("build", "--jobs", "2", "--report", folder.resolve("report"), context)
                .until("the stage sleeps", () -> Program.runs(sleep));
        Instant before = Instant.now();
        Program.Ended ended = started.signal(signal).await();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        ended.hasStatus(status).leftNothing();
        assertThat(ended.err())
                .endsWith("interrupted\n")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        Program.until("the sleeping RUN is gone", () -> !Program.runs(sleep));
        docker.keepsNothingOf(folder);
        docker.hasNoContainerOf(sleep);
    }
}
