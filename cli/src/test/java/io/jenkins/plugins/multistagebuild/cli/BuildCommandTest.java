package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import io.jenkins.plugins.multistagebuild.report.StageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The build command with real engines. */
class BuildCommandTest {
    private static final String BASE = TestDocker.BASE;
    private static final String TAG =
            "multi-stage-build/test-" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private Path context;
    private TestDocker docker;

    @BeforeEach
    void context() throws IOException {
        context = Files.createDirectories(folder.resolve("context"));
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (docker != null) {
            for (String image : docker.ask("images", "--format", "{{.Repository}}:{{.Tag}}", TAG)
                    .split("\\s+")) {
                if (!image.isEmpty()) {
                    docker.ask("rmi", image);
                }
            }
        }
    }

    private Program use(TestDocker used) throws IOException {
        docker = used;
        return used.program(folder).in(folder);
    }

    private void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text.replace("BASE", BASE));
    }

    private Program.Ended done(Program.Ended ended, int status) throws Exception {
        ended.hasStatus(status).leftNothing();
        docker.keepsNothingOf(folder);
        assertThat(ended.err()).doesNotContain("\tat ", "Exception", "\u001b");
        assertThat(ended.out()).doesNotContain("\u001b");
        return ended;
    }

    private SizeReport report() throws Exception {
        return ReportJson.read(folder.resolve("report/report.json"));
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.list(folder.resolve("report/logs"))) {
            for (Path log : logs.toList()) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }

    static Stream<TestDocker> dockers() {
        return TestDocker.all();
    }

    static Stream<TestDocker> dockersThatCacheByStage() {
        return Stream.of(
                TestDocker.named("MSB_DOCKER_20", "classic"),
                TestDocker.named("MSB_DOCKER_26", "classic"),
                TestDocker.named("MSB_DOCKER_26", "buildkit"));
    }

    @ParameterizedTest
    @MethodSource("dockers")
    void shouldBuildAndReport(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("""
                FROM BASE AS build
                RUN dd if=/dev/zero of=/big bs=1000 count=3000 && echo hello >/app
                FROM BASE AS docs
                RUN mkdir /docs && echo one >/docs/a && echo two >/docs/b
                FROM BASE AS unused
                RUN exit 5
                FROM BASE
                COPY --from=build /app /app
                COPY --from=docs /docs /docs
                """);

        Program.Ended ended = done(
                program.run(
                        "build",
                        "-t",
                        TAG + ":1",
                        "-t",
                        TAG + ":2",
                        "--no-cache",
                        "--budget",
                        "1 GB",
                        "--report",
                        "report",
                        "context"),
                ExitStatus.DONE);

        assertThat(ended.out())
                .startsWith(TAG + ":1  ")
                .contains(
                        "smaller than stage 'build'", "within", "/docs 8 B", "image: " + TAG + ":1", "report: report");
        assertThat(ended.err()).contains("[build] started", "[docs] done in", "[stage-3] waits for build, docs");
        assertThat(docker.ask("images", "--quiet", TAG).lines().distinct()).hasSize(1);
        assertThat(docker.ask("images", "--quiet", TAG).lines()).hasSize(2);
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("<html", TAG);
        assertThat(Files.readString(folder.resolve("report/logs/build.log")))
                .contains("3000+0 records out")
                .doesNotContain("\u001b");
        complete(report());
    }

    private static void complete(SizeReport report) {
        assertThat(report.stages())
                .extracting(StageFigures::status)
                .containsExactly(StageStatus.BUILT, StageStatus.BUILT, StageStatus.SKIPPED, StageStatus.BUILT);
        for (StageFigures stage : report.stages()) {
            if (stage.status() == StageStatus.BUILT) {
                assertThat(stage.uncompressedBytes())
                        .as("size of %s", stage.index())
                        .isPositive();
                assertThat(stage.layerCount()).isPositive();
                assertThat(stage.durationMillis()).isPositive();
                assertThat(stage.startMillis()).isNotNegative();
            }
        }
        StageFigures build = report.stages().get(0);
        assertThat(build.uncompressedBytes()).isGreaterThan(3_000_000);
        assertThat(build.outputs()).singleElement().satisfies(output -> {
            assertThat(output.path()).isEqualTo("/app");
            assertThat(output.bytes()).isEqualTo(6);
        });
        assertThat(report.stages().get(1).outputs()).singleElement().satisfies(output -> assertThat(output.bytes())
                .isEqualTo(8));
        assertThat(report.stages().get(3).startMillis()).isGreaterThanOrEqualTo(build.durationMillis());
        Baseline baseline = report.baseline();
        assertThat(baseline).isNotNull();
        assertThat(baseline.kind()).isEqualTo(Baseline.Kind.STAGE);
        assertThat(report.savings().bytes()).isGreaterThan(2_000_000);
        assertThat(report.budget()).extracting(Budget::within).isEqualTo(true);
        assertThat(report.image().compressedBytes()).isPositive();
        assertThat(report.image().layers()).hasSize(3);
        assertThat(report.image().largestFiles().get(0).path()).isEqualTo("/bin/busybox");
    }

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

    @ParameterizedTest
    @MethodSource("dockersThatCacheByStage")
    void shouldRunASharedBaseOnceWithoutTheCache(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("""
                FROM BASE AS base
                RUN echo shared-"ran"
                FROM base AS one
                RUN echo one-"ran" >&2; echo >/one
                FROM base AS two
                RUN echo two-"ran"; echo >/two
                FROM BASE
                COPY --from=one /one /
                COPY --from=two /two /
                """);

        for (int times = 1; times <= 2; times++) {
            done(program.run("build", "--no-cache", "--report", "report", "context"), ExitStatus.DONE);
            for (String marker : List.of("shared-ran", "one-ran", "two-ran")) {
                assertThat(logs().lines().filter(line -> line.endsWith(marker)))
                        .as("%s in run %s:%n%s", marker, times, logs())
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldEndWithThreeOverBudgetAndLeaveTheImageWithoutName() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS build\nRUN echo >/f\nFROM BASE\nCOPY --from=build /f /over\n");

        Program.Ended ended = done(
                program.run("build", "--budget", "1 MB", "--baseline", "none", "--jobs", "1", "context"),
                ExitStatus.OVER_BUDGET);

        assertThat(ended.out()).contains("exceeds", "1 MB").doesNotContain("smaller than");
        String id = ended.out()
                .lines()
                .filter(line -> line.startsWith("image: "))
                .findFirst()
                .orElseThrow();
        assertThat(id).startsWith("image: sha256:");
        assertThat(docker.ask("image", "inspect", "--format", "{{.RepoTags}}", id.substring(7)))
                .isEqualTo("[]");
        docker.ask("rmi", id.substring(7));
    }

    @Test
    void shouldCompareWithADockerfileAndWithAnImage() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS build\nRUN echo >/f\nFROM scratch\nCOPY --from=build /f /\n");
        Path single = Files.writeString(
                folder.resolve("Dockerfile.singlestage"),
                "FROM " + BASE + "\nRUN dd if=/dev/zero of=/z bs=1000 count=900\n");

        done(program.run("build", "-t", TAG, "--report", "report", "--baseline", single, "context"), 0);
        assertThat(report().baseline().kind()).isEqualTo(Baseline.Kind.DOCKERFILE);
        assertThat(report().baseline().uncompressedBytes()).isGreaterThan(900_000);
        assertThat(report().savings().percent()).isBetween(99.0, 100.0);

        done(program.run("build", "-t", TAG, "--report", "report", "--baseline", BASE, "context"), 0);
        assertThat(report().baseline().kind()).isEqualTo(Baseline.Kind.IMAGE);
        assertThat(report().baseline().name()).isEqualTo(BASE);

        assertThat(program.run("size", TAG).hasStatus(0).leftNothing().out()).contains("uncompressed", "/f");
        assertThat(program.run("compare", BASE, TAG).hasStatus(0).leftNothing().out())
                .contains("Removed", "/bin/busybox");
        assertThat(program.run("compare", "report", "report/report.json")
                        .hasStatus(0)
                        .out())
                .contains("uncompressed");
        assertThat(program.run("size", "nope/nope:1").complaint(ExitStatus.BAD_INPUT))
                .contains("there is no file nope/nope:1 and docker has no image of that name");
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
    void shouldBuildADockerfilePerStageAndATarget() throws Exception {
        Program program = use(TestDocker.any());
        Files.writeString(context.resolve("Dockerfile.build"), "FROM " + BASE + "\nRUN echo built >/f\n");
        Files.writeString(context.resolve("Dockerfile.run"), "FROM " + BASE + "\nCOPY --from=build /f /f\n");
        Object[] arguments = {
            "build", "-f", "build=context/Dockerfile.build", "-f", "run=context/Dockerfile.run", "-t", TAG, "context"
        };

        assertThat(done(program.run(arguments), 0).out()).contains("/f 6 B");
        assertThat(docker.ask("run", "--rm", "--network", "none", TAG, "cat", "/f"))
                .isEqualTo("built");

        dockerfile("FROM BASE AS first\nRUN echo first >/f\nFROM BASE AS second\nRUN exit 3\n");
        done(program.run("build", "--target", "FIRST", "-t", TAG, "--network", "none", "context"), 0);
        assertThat(docker.ask("run", "--rm", "--network", "none", TAG, "cat", "/f"))
                .isEqualTo("first");
    }

    @ParameterizedTest
    @MethodSource("dockers")
    void shouldHandSecretsToBuildKit(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("""
                FROM BASE AS build
                RUN --mount=type=secret,id=token grep -q "^s3cr.t-value$" /run/secrets/token && echo yes >/f
                FROM BASE
                COPY --from=build /f /f
                """);
        Files.writeString(folder.resolve("token"), "s3cret-value");
        Program.Ended ended = program.run("build", "-t", TAG, "--secret", "id=token,src=token", "context");

        if (used.classic()) {
            assertThat(ended.complaint(ExitStatus.BAD_INPUT)).contains("classic builder", "--secret", "BuildKit");
        } else {
            assertThat(done(ended, ExitStatus.DONE).err()).doesNotContain("s3cret-value");
        }
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
                .contains("docker pull " + absent, "refused");
        assertThat(program.run("build", "--pull", "--baseline", absent, "context")
                        .complaint(ExitStatus.STAGE_FAILED))
                .contains("docker pull " + absent);
        assertThat(program.run("build", "context").complaint(ExitStatus.STAGE_FAILED))
                .startsWith("error: context/Dockerfile:1: stage 'stage-0' failed");
    }

    @Test
    void shouldKnowTheEnvironmentOfABaseImage() throws Exception {
        Program program = use(TestDocker.any());
        Path base = Files.createDirectories(folder.resolve("base"));
        Files.writeString(base.resolve("Dockerfile"), "FROM " + BASE + "\nENV OUT=/made/here\n");
        docker.ask("build", "--tag", TAG + ":env", base.toString());
        dockerfile("FROM BASE AS build\nRUN mkdir -p /made/here && echo >/made/here/f && echo >/made/other\n" + "FROM "
                + TAG + ":env\nCOPY --from=build $OUT/f /\n");

        Program.Ended ended = done(program.run("build", "-t", TAG, "--report", "report", "context"), ExitStatus.DONE);

        assertThat(ended.out()).contains("/made/here/f 1 B");
    }
}
