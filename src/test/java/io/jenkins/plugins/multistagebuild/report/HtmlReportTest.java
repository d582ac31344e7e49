package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReportTest {
    @Test
    void shouldEscapeWhatOthersNamed() {
        assertThat(HtmlReport.render(HostileReport.make()))
                .doesNotContain("<script", "\u001b", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void shouldNeedNothingFromOutside() {
        for (SizeReport report : List.of(SampleReports.movies(), DiamondReport.make(), SampleReports.failed())) {
            assertThat(HtmlReport.render(report))
                    .doesNotContain("http://", "https://", "src=", "@import", "url(", "<script", " style=")
                    .contains("default-src 'none'");
        }
    }

    @Test
    void shouldSayWhatTheReportSays() {
        assertThat(HtmlReport.render(DiamondReport.make()))
                .contains("58.3 MB", "22.9 MB compressed", "91.5 % smaller than the single-stage image")
                .contains("deploy/Dockerfile.singlestage", "684.1 MB", "3.3 MB over the budget of 55 MB")
                .contains("/app/dist from frontend", "builds on base", "24.1 MB, 1 file");
        assertThat(HtmlReport.render(SampleReports.failed()))
                .contains("No image was built")
                .doesNotContain("Largest files");
    }

    @Test
    void shouldShowGatesAndWhatChanged() {
        assertThat(HtmlReport.render(SampleReports.judged()))
                .contains("+101.4 kB since #41", "1 of 4 gates failed")
                .contains("Reduction: 96.2 % is less than 97 %", "Increase accepted: <bdi>newer Go (alice)</bdi>")
                .contains("href=\"https://ci.example.org/job/movies/41/\"", "+101.4 kB (+0.8 %)", "/etc/motd")
                .contains("on linux-2, waited 150 ms for an executor")
                .contains("by podman 4.3.1, once more on linux-2 (4.2 s)");
        assertThat(new TextSummary(false, 100).print(SampleReports.judged()))
                .contains("  build: built by podman 4.3.1\n  build: built once more on linux-2 (4.2 s)\n");
        assertThat(HtmlReport.render(SampleReports.movies())).doesNotContain("id=\"gates\"", "id=\"since\"");
        SizeReport first = SampleReports.movies()
                .judged(null, ReferenceFigures.missing("there is no build of main"), List.of(), null);
        assertThat(HtmlReport.render(first)).contains("Not compared, because <bdi>there is no build of main</bdi>.");
        assertThat(HtmlReport.render(HostileReport.make())).doesNotContain("javascript:");
    }

    @Test
    void shouldMarkTheCriticalPath() {
        assertThat(Timeline.of(DiamondReport.make()).rows())
                .filteredOn(Timeline.Row::critical)
                .extracting(Timeline.Row::label)
                .containsExactly("frontend", "release");
        assertThat(Timeline.of(SampleReports.failed()).critical()).isFalse();
    }

    @Test
    void shouldNameTheFileThatCannotBeWritten(@TempDir Path directory) {
        assertThatThrownBy(() -> HtmlReport.write(SampleReports.movies(), directory.resolve("no/report.html")))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining("the report page cannot be written");
    }

    @Test
    void shouldPlaceStagesOnTheTimeLine() {
        Timeline timeline = Timeline.of(DiamondReport.make());
        assertThat(timeline.rows())
                .extracting(Timeline.Row::label)
                .containsExactly("base", "frontend", "backend", "docs", "release");
        assertThat(timeline.rows().get(0).x()).isEqualTo("0.00");
        assertThat(timeline.rows())
                .extracting(Timeline.Row::place)
                .containsExactly("after", "inside", "inside", "after", "before");
        assertThat(timeline.ticks())
                .extracting(Timeline.Tick::text)
                .containsExactly("0", "10 s", "20 s", "30 s", "40 s");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "59999, 59.9 s",
        "60000, 1 min 00 s",
        "245000, 4 min 05 s",
        "3720000, 1 h 02 min"
    })
    void shouldWordDurations(long millis, String text) {
        assertThat(Wording.duration(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"500, 500 ms", "20000, 20 s", "300000, 5 min", "90000, 1:30 min", "7200000, 2 h", "5400000, 1:30 h"})
    void shouldWordTicks(long millis, String text) {
        assertThat(Wording.tick(millis)).isEqualTo(text);
    }
}
