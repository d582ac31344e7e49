package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedReportsTest {
    @TempDir
    private Path builds;

    @Test
    void shouldFindWhatTheIndexDoesNotHave() throws Exception {
        save(1, "image-size");
        save(2, "image-size");
        save(2, "client");
        Files.createDirectories(builds.resolve("3"));
        Files.createDirectories(builds.resolve(".4/multi-stage-build/image-size"));
        Files.writeString(builds.resolve("permalinks"), "lastBuild 3");
        TrendPoint known = TrendPoints.point(1, 1);

        SavedReports reports = new SavedReports(builds);
        assertThat(reports.builds()).containsExactlyInAnyOrder(1, 2, 3);
        List<TrendPoint> missing = reports.missing(List.of(known), "main");
        assertThat(missing)
                .extracting(TrendPoint::build, TrendPoint::call)
                .containsExactly(tuple(2, "client"), tuple(2, "image-size"));
        assertThat(missing.get(0))
                .isEqualTo(new TrendPoint(
                        2,
                        1_795_473_900_000L,
                        "client",
                        "movies:12",
                        7_600_000,
                        3_100_000L,
                        346_000_000L,
                        20_000_000L,
                        GateMark.PASSED,
                        "main",
                        List.of(new StageSize("build", 346_000_000), new StageSize("stage 1", 7_600_000))));
    }

    @Test
    void shouldPassOverReportsThatCannotBeRead() throws Exception {
        save(1, "image-size");
        Files.writeString(
                builds.resolve("1/multi-stage-build/image-size/report.json"), "{\"schema\": 99, \"stages\": []}");
        save(2, "image-size");
        assertThat(new SavedReports(builds).missing(List.of(), null))
                .extracting(TrendPoint::build)
                .containsExactly(2);
    }

    @Test
    void shouldFindNothingWhereThereAreNoBuilds() throws Exception {
        SavedReports reports = new SavedReports(builds.resolve("none"));
        assertThat(reports.builds()).isEmpty();
        assertThat(reports.missing(List.of(), null)).isEmpty();
    }

    private void save(int build, String call) throws IOException {
        Path folder = Files.createDirectories(builds.resolve(build + "/multi-stage-build/" + call));
        try (InputStream report = getClass().getResourceAsStream("report.json")) {
            Files.writeString(folder.resolve("report.json"), new String(report.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
