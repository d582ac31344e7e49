package io.jenkins.plugins.multistagebuild.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.split.BuilderRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
    @TempDir
    private Path folder;

    /** A failure on its thread would be a stack trace in the middle of the build's output. */
    @Test
    void shouldCopeWithAReportWithoutFigures() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Dockerfile"), "FROM busybox AS a\nRUN touch /f\nFROM busybox\nCOPY --from=a /f /\n");
        EngineFlags flags = new EngineFlags(Map.of(), List.of(), List.of(), null, List.of(), false, false, null);
        BuildSpec spec = new BuildSpec(
                folder,
                List.of(BuildFile.read(null, file)),
                null,
                Map.of(),
                null,
                flags,
                List.of(),
                1,
                false,
                new BaselineChoice.Auto(),
                null);
        ReportAssembler assembler = new ReportAssembler(
                spec,
                new PlanReading(BuilderRules.BUILDKIT, "linux/amd64", Map.of()).plan(spec),
                new Journal(),
                new Generator("test", "1"));

        SizeReport empty = assembler.assemble(new Engine("docker", "26", "buildkit"), 0);
        int summary = HeadStart.take(empty, false);
        assertThat(summary).isPositive();
        assertThat(HeadStart.take(empty, true)).isGreaterThan(summary);
    }
}
