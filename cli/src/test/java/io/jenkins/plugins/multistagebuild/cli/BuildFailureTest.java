package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds that fail: what the command says, and what it leaves. */
class BuildFailureTest extends EngineBuild {
    @ParameterizedTest
    @MethodSource("dockers")
    void shouldPointAtTheLineThatFailedAndStopTheRest(TestDocker used) throws Exception {
        Program program = use(used);
        String sleep = "sleep 61." + System.nanoTime();
        dockerfile(
                "FROM BASE AS sleeper\nRUN " + sleep + "\nFROM BASE AS bad\nRUN true\nRUN sleep 1 && \\\n    exit 7\n"
                        + "FROM BASE\nCOPY --from=sleeper / /\nCOPY --from=bad / /\n");

        Program.Ended ended = program.run("build", "--jobs", "2", "context");

        assertThat(ended.complaint(ExitStatus.STAGE_FAILED))
                .startsWith("error: context/Dockerfile:5: stage 'bad' failed")
                .contains("exit 7")
                .doesNotContain("error: context/Dockerfile:2");
        assertThat(ended.err()).contains("[sleeper] stopped after");
        Program.until("the sleeping RUN is gone", () -> !Program.runs(sleep));
        docker.keepsNothingOf(folder);
        docker.hasNoContainerOf(sleep);
    }

    @ParameterizedTest
    @MethodSource("dockers")
    void shouldNameTheConsumerAndTheStageOfAMissingOutput(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("FROM BASE AS build\nRUN true\nFROM BASE\nRUN true\n\nCOPY --from=build /nope/app \\\n  /app\n");

        assertThat(program.run("build", "context").complaint(ExitStatus.STAGE_FAILED))
                .startsWith(
                        "error: context/Dockerfile:6: stage 'build' (line 1) has no /nope/app to copy; check the path");
        docker.keepsNothingOf(folder);
    }

    @Test
    void shouldBuildABaselineThatFailsIntoAnError() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS baseline\nRUN echo >/f\nFROM BASE AS analysis\nCOPY --from=baseline /f /\n");
        Path single = Files.writeString(folder.resolve("single"), "FROM " + BASE + "\nRUN exit 9\n");

        assertThat(program.run("build", "--baseline", single, "context").complaint(ExitStatus.STAGE_FAILED))
                .startsWith("error: " + single + ":2: the baseline could not be built");
        docker.keepsNothingOf(folder);
        // Stages that are named as our own pieces of work are.
        done(program.run("build", "-t", TAG, "context"), ExitStatus.DONE);
    }

    @Test
    void shouldKeepGoingPastAFailure() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS bad\nRUN exit 3\nFROM BASE AS good\nRUN echo good-\"ran\"\n"
                + "FROM BASE AS worse\nRUN exit 4\n"
                + "FROM BASE\nCOPY --from=bad / /\nCOPY --from=good / /\nCOPY --from=worse / /\n");

        Program.Ended ended =
                program.run("build", "--keep-going", "--jobs", "1", "--no-cache", "--report", "report", "context");

        assertThat(ended.complaint(ExitStatus.STAGE_FAILED))
                .contains("context/Dockerfile:2: stage 'bad'", "context/Dockerfile:6: stage 'worse'");
        assertThat(logs()).contains("good-ran");
        assertThat(ended.err()).contains("[good] done in").doesNotContain("[stage-3] started");
        docker.keepsNothingOf(folder);
    }

    @Test
    void shouldEndAStageThatTakesTooLong() throws Exception {
        Program program = use(TestDocker.any());
        String sleep = "sleep 62." + System.nanoTime();
        dockerfile("FROM BASE\nRUN " + sleep + "\n");

        assertThat(program.run("build", "--timeout", "3", "context").complaint(ExitStatus.STAGE_FAILED))
                .contains("time limit of 3 s", "'stage-0'");
        Program.until("the sleeping RUN is gone", () -> !Program.runs(sleep));
        docker.hasNoContainerOf(sleep);
    }

    @Test
    void shouldNameTheImageThatCannotBePulled() throws Exception {
        Program program = use(TestDocker.any());
        // Nothing listens there, so that the answer is quick and the same on every machine.
        String absent = "localhost:9/absent/image:1";
        dockerfile("FROM " + absent + "\nCOPY Dockerfile /\n");

        assertThat(program.run("build", "--pull", "context").complaint(ExitStatus.STAGE_FAILED))
                .contains("docker pull " + absent, "refused", "Check the image's name", "'docker login'", "reaches");
        assertThat(program.run("build", "--pull", "--baseline", absent, "context")
                        .complaint(ExitStatus.STAGE_FAILED))
                .contains("docker pull " + absent);
        assertThat(program.run("build", "context").complaint(ExitStatus.STAGE_FAILED))
                .startsWith("error: context/Dockerfile:1: stage 'stage-0' failed");
    }
}
