package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
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

    @Test
    void shouldTakeTheListOfFilesOutOfOldReports() throws Exception {
        for (int build = 1; build <= 6; build++) {
            saveInFull(build, "image-size");
        }
        saveInFull(2, "client");
        Files.createDirectories(builds.resolve("7"));
        SizeReport full = ReportJson.read(file(2, "client"));

        SavedReports reports = new SavedReports(builds);
        assertThat(reports.shorten(2, build -> build == 3)).isEqualTo(4);
        assertThat(List.of(6, 5, 3)).allMatch(build -> listsFiles(build, "image-size"));
        assertThat(List.of(4, 2, 1)).noneMatch(build -> listsFiles(build, "image-size"));
        assertThat(listsFiles(2, "client")).isFalse();
        SizeReport shortened = ReportJson.read(file(2, "client"));
        assertThat(shortened).isEqualTo(full.withoutFiles()).isNotEqualTo(full);
        assertThat(shortened.image().largestFiles()).isEqualTo(full.image().largestFiles());
        assertThat(TrendPoint.of(2, "client", shortened, null)).isEqualTo(TrendPoint.of(2, "client", full, null));
        assertThat(reports.shorten(2, build -> build == 3)).isZero();
    }

    @Test
    void shouldStopWhereAnEarlierOneHasBeen() throws Exception {
        for (int build = 1; build <= 4; build++) {
            saveInFull(build, "image-size");
        }
        ReportJson.writeCompressed(ReportJson.read(file(2, "image-size")).withoutFiles(), file(2, "image-size"));
        assertThat(new SavedReports(builds).shorten(1, build -> false)).isOne();
        assertThat(listsFiles(3, "image-size")).isFalse();
        assertThat(listsFiles(1, "image-size")).as("not looked at").isTrue();
    }

    @Test
    void shouldLeaveReportsAloneThatCannotBeRead() throws Exception {
        saveInFull(1, "image-size");
        Files.writeString(file(1, "image-size"), "damaged");
        assertThat(new SavedReports(builds).shorten(0, build -> false)).isZero();
        assertThat(file(1, "image-size")).hasContent("damaged");
    }

    private Path file(int build, String call) {
        return builds.resolve(build + "/multi-stage-build/" + call + "/report.json.gz");
    }

    private boolean listsFiles(int build, String call) {
        try {
            return !ReportJson.read(file(build, call)).image().files().isEmpty();
        } catch (BuildProblemException e) {
            throw new AssertionError(e);
        }
    }

    private void saveInFull(int build, String call) throws Exception {
        Files.createDirectories(file(build, call).getParent());
        try (InputStream report = SizeReport.class.getResourceAsStream("report-schema-1.json")) {
            String json = new String(report.readAllBytes(), StandardCharsets.UTF_8);
            ReportJson.writeCompressed(ReportJson.parse(json, "report-schema-1.json"), file(build, call));
        }
    }

    private void save(int build, String call) throws IOException {
        Path folder = Files.createDirectories(builds.resolve(build + "/multi-stage-build/" + call));
        try (InputStream report = getClass().getResourceAsStream("report.json")) {
            Files.writeString(folder.resolve("report.json"), new String(report.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
