package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.Comparison;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.Savings;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import io.jenkins.plugins.multistagebuild.report.StageStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The build command with real engines. */
class BuildCommandTest extends EngineBuild {
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
                        "smaller than the single-stage image",
                        "stage 'build'",
                        "within",
                        "/docs 8 B",
                        "image: " + TAG + ":1",
                        "report: report");
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

    @Test
    void shouldEndWithThreeOverBudgetAndLeaveTheImageWithoutName() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS build\nRUN echo >/f\nFROM BASE\nCOPY --from=build /f /over\n");

        Program.Ended ended = done(
                program.run("build", "--budget", "1 MB", "--baseline", "none", "--jobs", "1", "context"),
                ExitStatus.GATE_FAILED);

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
    void shouldJudgeWhatGrewSinceAnEarlierReport() throws Exception {
        Program program = use(TestDocker.any());
        dockerfile("FROM BASE AS build\nRUN echo >/f\nFROM scratch\nCOPY --from=build /f /\n");
        done(
                program.run(
                        "build",
                        "-t",
                        TAG,
                        "--report",
                        "old",
                        "--reference",
                        "older",
                        "--gate",
                        "path-size:/f@previous<=0 B",
                        "context"),
                ExitStatus.DONE);
        assertThat(ReportJson.read(folder.resolve("old/report.json"))
                        .reference()
                        .missing())
                .isEqualTo("there is no report older");

        dockerfile("FROM BASE AS build\nRUN head -c 5000 /dev/zero >/f\nFROM scratch\nCOPY --from=build /f /\n");
        Program.Ended ended = done(
                program.run(
                        "build",
                        "-t",
                        TAG,
                        "--report",
                        "report",
                        "--reference",
                        "old",
                        "--gate",
                        "path-size:/f@reference<=1 kB!failure",
                        "--gate",
                        "wasted-bytes<=0 B!note",
                        "context"),
                ExitStatus.GATE_FAILED);

        assertThat(ended.out())
                .contains("Size of '/f': +5 kB since old, more than the +1 kB allowed")
                .contains("1 of 2 gates failed", "Wasted bytes: 0 B is within 0 B", "Since old", "Grown: 1 file");
        SizeReport report = report();
        assertThat(report.gates())
                .extracting(GateVerdict::outcome)
                .containsExactly(GateOutcome.FAILED, GateOutcome.PASSED);
        assertThat(report.image().listsAllFiles()).isTrue();
        assertThat(report.reference().changes().grown().files())
                .containsExactly(new Comparison.FileChange("/f", 1L, 5_000L));
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("Since <bdi>old</bdi>");
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
        assertThat(report().baseline().diskBytes()).isGreaterThan(900_000);
        assertThat(report().savings().percent()).isBetween(99.0, 100.0);

        done(program.run("build", "-t", TAG, "--report", "report", "--baseline", BASE, "context"), 0);
        assertThat(report().baseline().kind()).isEqualTo(Baseline.Kind.IMAGE);
        assertThat(report().baseline().name()).isEqualTo(BASE);

        done(program.run("build", "-t", TAG, "--report", "report", "--baseline", TAG, "context"), 0);
        assertThat(report().savings()).isEqualTo(new Savings(0, 0.0));

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
}
