package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.container.DaemonlessStorage;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build command with podman and with buildah. */
class DaemonlessBuildTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"podman", "buildah"})
    void shouldBuildTwoStages(String engine) throws Exception {
        DaemonlessStorage storage = DaemonlessStorage.in(folder);
        if (!storage.has(engine)) {
            throw TestDocker.skip(engine + " is not on the PATH");
        }
        Program program = new Program(folder);
        storage.variables().forEach(program::with);
        Path context = Files.createDirectories(folder.resolve("context"));
        Path base = folder.resolve("base.tar");
        TestDocker.any().ask("save", "--output", base.toString(), TestDocker.BASE);
        storage.load(engine, base);
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM BASE AS build\nRUN echo hello >/f\nFROM BASE\nCOPY --from=build /f /g\n"
                        .replace("BASE", TestDocker.BASE));

        Program.Ended ended = program.run(
                "build", "--engine", engine, "-t", "localhost/test:1", "--report", folder.resolve("report"), context);

        ended.hasStatus(ExitStatus.DONE).leftNothing();
        SizeReport report = ReportJson.read(folder.resolve("report/report.json"));
        assertThat(report.engine().name()).isEqualTo(engine);
        assertThat(report.stages().get(0).outputs()).singleElement().satisfies(output -> assertThat(output.bytes())
                .isEqualTo(6));
        assertThat(report.image().largestFiles()).anyMatch(file -> file.path().equals("/g"));
        assertThat(storage.ask(engine, "images")).contains("localhost/test").doesNotContain("tmp-");

        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\nCOPY nothing /\n");
        assertThat(program.run("build", "--engine", engine, context).complaint(ExitStatus.STAGE_FAILED))
                .startsWith("error: " + context.resolve("Dockerfile") + ":3: stage 'stage-0' failed");
    }
}
