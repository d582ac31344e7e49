package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    @Test
    void shouldSayInOneSentenceHowTheImageDid() {
        assertThat(Headline.of(SampleReports.movies()).text())
                .isEqualTo("13.2 MB, 96.2 % smaller than the single-stage image, within the budget of 20 MB");
        assertThat(Headline.of(DiamondReport.make()).text())
                .isEqualTo("58.3 MB, 91.5 % smaller than the single-stage image, 3.3 MB over the budget of 55 MB");
        assertThat(Headline.of(SampleReports.judged()).text())
                .isEqualTo("13.2 MB, 96.2 % smaller than the single-stage image, +101.4 kB since #41, within the budget"
                        + " of 20 MB, 1 of 4 gates failed");
        assertThat(Headline.of(SampleReports.failed()).text()).isEqualTo("no image was built");
    }

    /** Tens of thousands of tiny files weigh ten times as much in a tar as on a disk; the baseline's tar is not known. */
    @Test
    void shouldCompareWithTheSingleStageImageByWhatBothTakeOnDisk() {
        SizeReport report = SampleReports.weighing(56_900_000, 5_300_000L, 5_200_000);
        assertThat(Headline.of(report).text()).startsWith("56.9 MB, 1.9 % larger than the single-stage image");
        assertThat(report.savings()).isEqualTo(new Savings(-100_000, -1.9));
        assertThat(HtmlReport.render(report)).contains(">5.2 MB<", ">5.3 MB<");
    }

    @Test
    void shouldNotSpeakOfAPercentageThatIsNone() {
        assertThat(Headline.of(SampleReports.weighing(13_214_208, 13_190_000L, 13_190_000))
                        .text())
                .isEqualTo("13.2 MB, as large as the single-stage image");
        assertThat(Headline.of(SampleReports.weighing(13_214_208, 13_190_000L, 13_190_020))
                        .text())
                .isEqualTo("13.2 MB, as large as the single-stage image");
        assertThat(Headline.of(SampleReports.weighing(13_214_208, 13_190_000L, 13_200_000))
                        .text())
                .isEqualTo("13.2 MB, 0.1 % smaller than the single-stage image");
    }

    @Test
    void shouldCompareWithNothingWhereNoEngineWeighedTheImage() {
        SizeReport report = SampleReports.weighing(13_214_208, null, 350_012_416);
        assertThat(Headline.of(report).text()).doesNotContain("single-stage");
        assertThat(HtmlReport.render(report)).doesNotContain("Single-stage against multi-stage");
    }

    @Test
    void shouldSayThatNothingChanged() {
        SizeReport movies = SampleReports.listedMovies();
        SizeReport judged = movies.judged(null, ReferenceFigures.of("old.json", null, movies, movies), List.of(), null);
        assertThat(Headline.of(judged).text())
                .isEqualTo("13.2 MB, 96.2 % smaller than the single-stage image, unchanged since old.json");
    }

    @Test
    void shouldSumUpTheGates() {
        SizeReport judged = SampleReports.judged();
        List<GateVerdict> gates = judged.gates();
        assertThat(last(judged, List.of(gates.get(0), gates.get(0)))).isEqualTo("all 2 gates passed");
        assertThat(last(judged, List.of(gates.get(0)))).isEqualTo("all 1 gate passed");
        assertThat(last(judged, List.of(gates.get(0), gates.get(1)))).isEqualTo("increase accepted");
        assertThat(last(judged, List.of(gates.get(0), gates.get(3)))).isEqualTo("1 of 2 gates passed");
        assertThat(last(judged, List.of(gates.get(2)))).isEqualTo("1 of 1 gate failed");
        assertThat(last(judged, List.of(gates.get(3)))).doesNotContain("gate");
    }

    private static String last(SizeReport report, List<GateVerdict> gates) {
        List<Headline.Part> parts =
                Headline.of(report.judged(null, null, gates, null)).parts();
        return parts.get(parts.size() - 1).text();
    }

    @Test
    void shouldMakeTheNameOfTheReferenceHarmless() {
        assertThat(Headline.of(HostileReport.make()).text())
                .contains("since <script>")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldFindTheCriticalPath() {
        assertThat(CriticalPath.of(DiamondReport.make()).stream()).containsExactly(2, 5);
        assertThat(CriticalPath.of(SampleReports.movies()).stream()).containsExactly(0, 1);
        assertThat(CriticalPath.of(SampleReports.failed()).stream()).isEmpty();
    }

    @Test
    void shouldCompareFileByFile() {
        FileChanges changes = Objects.requireNonNull(
                Objects.requireNonNull(SampleReports.judged().reference()).changes());
        assertThat(changes.allFiles()).isTrue();
        assertThat(changes.added()).isEqualTo(group(0, new Comparison.FileChange("/bin/sh", null, 0L)));
        assertThat(changes.removed()).isEqualTo(group(-283, new Comparison.FileChange("/etc/motd", 283L, null)));
        assertThat(changes.grown())
                .isEqualTo(group(101_376, new Comparison.FileChange("/movies", 6_714_368L, 6_815_744L)));
        assertThat(changes.shrunk().count()).isZero();
        Deltas deltas = Objects.requireNonNull(SampleReports.judged().deltas());
        assertThat(deltas.uncompressed()).isEqualTo(new Delta(101_376, 0.8));
        assertThat(deltas.compressed()).isEqualTo(new Delta(41_345, 0.8));
        assertThat(deltas.disk()).isEqualTo(new Delta(100_000, 0.8));
    }

    private static ChangeGroup group(long bytes, Comparison.FileChange change) {
        return new ChangeGroup(1, bytes, List.of(change));
    }

    @Test
    void shouldSayPlainlyWhyThereIsNoReference() {
        SizeReport movies = SampleReports.movies();
        assertThat(ReferenceFigures.of("#40", null, SampleReports.failed(), movies)
                        .missing())
                .isEqualTo("#40 made no image");
        assertThat(ReferenceFigures.of("#40", null, movies, SampleReports.failed())
                        .missing())
                .isEqualTo("this build made no image");
    }
}
