package io.jenkins.plugins.multistagebuild.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.SampleReports;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateJudgeTest {
    /** Image 13,214,208 bytes; before 13,112,832, which is 101,376 or 0.7731 % less. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image-size<=20 MB                 | passed   | Image size: 13.2 MB is within 20 MB",
                "image-size<=13214208              | passed   | Image size: 13.2 MB is within 13.2 MB",
                "image-size<=13214207              | failed   | Image size: 13214208 B exceeds 13214207 B by 1 B",
                "image-size<=10 MB                 | failed   | Image size: 13.2 MB exceeds 10 MB by 3.2 MB",
                "compressed-size<=5 MB             | failed   | Compressed size: 5.1 MB exceeds 5 MB by 102.3 kB",
                "disk-size<=14 MB                  | passed   | Size on disk: 13.2 MB is within 14 MB",
                "layer-count<=2                    | passed   | Layer count: 2 is within 2",
                "layer-count<=1                    | failed   | Layer count: 2 exceeds 1 by 1",
                "largest-layer<=6 MB               | failed   | Largest layer: 6.8 MB exceeds 6 MB by 816.8 kB",
                "stage-size:BUILD<=400 MB          | passed   | Size of stage 'BUILD': 350 MB is within 400 MB",
                "stage-size:1<=13 MB               | failed   | Size of stage '1': 13.2 MB exceeds 13 MB by 214.2 kB",
                "stage-size:test<=1 MB             | inactive | Size of stage 'test': not judged, because there is no stage 'test'",
                "reduction>=96 %                   | passed   | Reduction: 96.2 % is at least 96 %",
                "reduction>=97 %                   | failed   | Reduction: 96.2 % is less than 97 %",
                "reduction>=96.2317 %              | failed   | Reduction: 96.2316 % is less than 96.2317 %",
                "wasted-bytes<=40 kB               | failed   | Wasted bytes: 41 kB exceeds 40 kB by 960 B",
                "path-size:/bin<=1 MB              | passed   | Size of '/bin': 808.7 kB is within 1 MB",
                "path-size:/nowhere<=0 B           | passed   | Size of '/nowhere': 0 B is within 0 B",
                "image-size@reference<=200 kB      | passed   | Image size: +101.4 kB since #41, within the +200 kB allowed",
                "image-size@reference<=101376      | passed   | Image size: +101.4 kB since #41, within the +101.4 kB allowed",
                "image-size@reference<=101375      | failed   | Image size: +101376 B since #41, more than the +101375 B allowed",
                "image-size@reference<=0 B         | failed   | Image size: +101.4 kB since #41, more than the 0 B allowed",
                "image-size@previous<=1 %          | passed   | Image size: +0.8 % (+101.4 kB) since #41, within the +1 % allowed",
                "image-size@previous<=0.5 %        | failed   | Image size: +0.8 % (+101.4 kB) since #41, more than the +0.5 % allowed",
                "image-size@previous<=0.8 %        | passed   | Image size: +0.7731 % (+101.4 kB) since #41, within the +0.8 % allowed",
                "layer-count@reference<=0          | passed   | Layer count: 0 since #41, within the 0 allowed",
                "path-size:/bin@reference<=10 %    | passed   | Size of '/bin': 0 % (0 B) since #41, within the +10 % allowed",
                "path-size:/new@reference<=10 %    | passed   | Size of '/new': 0 % (0 B) since #41, within the +10 % allowed",
                "path-size:/bin/sh@reference<=10 % | passed   | Size of '/bin/sh': 0 % (0 B) since #41, within the +10 % allowed",
                "reduction@reference<=1 %          | passed   | Reduction: -0.0285 points since #41, within the -1 points allowed",
                "reduction@reference<=0.01 %       | failed   | Reduction: -0.0285 points since #41, more than the -0.01 points allowed",
            })
    void shouldHoldTheImageAgainstItsGates(String gate, String outcome, String sentence) throws Exception {
        GateVerdict verdict = verdict(gate, earlier());
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.outcome()).hasToString(outcome);
    }

    @Test
    void shouldSayThatTheImageShrank() throws Exception {
        SizeReport before = SampleReports.listedMovies();
        SizeReport now = SampleReports.earlierMovies();
        SizeReport judged = GateJudge.judge(
                now,
                limits("image-size@previous<=0 B", "image-size@previous<=0 %"),
                References.both(References.Candidate.of("#41", null, before)));
        assertThat(judged.gates())
                .extracting(GateVerdict::sentence)
                .containsExactly(
                        "Image size: -101.4 kB since #41, within the 0 B allowed",
                        "Image size: -0.8 % (-101.4 kB) since #41, within the 0 % allowed");
        assertThat(judged.fails(Criticality.NOTE)).isFalse();
    }

    @Test
    void shouldNotFailBecauseSomethingIsMissing() throws Exception {
        References none = References.both(References.Candidate.missing("this is the first build of the job"));
        assertThat(verdict("image-size@reference<=0 B", none).sentence())
                .isEqualTo("Image size: not judged, because this is the first build of the job");
        SizeReport unlisted = SampleReports.movies();
        assertThat(GateJudge.judge(unlisted, limits("path-size:/bin<=0 B"), none)
                        .gates()
                        .get(0))
                .satisfies(verdict -> {
                    assertThat(verdict.outcome()).isEqualTo(GateOutcome.INACTIVE);
                    assertThat(verdict.measured()).isNull();
                    assertThat(verdict.sentence()).contains("because the report does not list every file");
                });
        assertThat(verdict("path-size:/bin@previous<=0 B", both(unlisted)).sentence())
                .isEqualTo("Size of '/bin': not judged, because the report does not list every file in #41");
        SizeReport failed = GateJudge.judge(SampleReports.failed(), limits("image-size<=0 B"), none);
        assertThat(failed.gates().get(0).sentence()).endsWith("not judged, because no image was built");
        assertThat(failed.fails(Criticality.NOTE)).isFalse();
    }

    @Test
    void shouldNotTellGrowthFromNothing() throws Exception {
        SizeReport before = withoutWaste(SampleReports.earlierMovies());
        GateVerdict verdict = verdict("wasted-bytes@previous<=10 %", both(before));
        assertThat(verdict.outcome()).isEqualTo(GateOutcome.INACTIVE);
        assertThat(verdict.sentence())
                .isEqualTo("Wasted bytes: not judged, because #41 had none, so growth in per cent cannot be told");
        assertThat(verdict("wasted-bytes@previous<=10 kB", both(before)).outcome())
                .isEqualTo(GateOutcome.FAILED);
    }

    @Test
    void shouldCompareDisksOfOneEngineOnly() throws Exception {
        SizeReport other = onEngine(SampleReports.earlierMovies(), new Engine("docker", "26.1.5", "buildkit"));
        GateVerdict verdict = verdict("disk-size@reference<=0 B", both(other));
        assertThat(verdict.sentence())
                .isEqualTo("Size on disk: not judged, because #41 was measured by another engine, and engines count"
                        + " differently");
        assertThat(GateJudge.judge(SampleReports.listedMovies(), limits(), both(other))
                        .deltas()
                        .disk())
                .isNull();
    }

    @Test
    void shouldSayNothingBelowTheMinimumChange() throws Exception {
        Limits limits = new Limits(null, GateNotation.readAll(List.of("image-size@reference<=0 B"), "200 kB"), null);
        GateVerdict verdict = GateJudge.judge(SampleReports.listedMovies(), limits, earlier())
                .gates()
                .get(0);
        assertThat(verdict.outcome()).isEqualTo(GateOutcome.PASSED);
        assertThat(verdict.sentence()).isEqualTo("Image size: +101.4 kB since #41 is less than the 200 kB that count");
        Limits stricter = new Limits(null, GateNotation.readAll(List.of("image-size@reference<=0 B"), "100 kB"), null);
        assertThat(GateJudge.judge(SampleReports.listedMovies(), stricter, earlier())
                        .fails(Criticality.UNSTABLE))
                .isTrue();
    }

    @Test
    void shouldLetAnAcceptedIncreasePassButNoAbsoluteLimit() throws Exception {
        Limits limits = new Limits(
                ByteSize.parse("10 MB"),
                GateNotation.readAll(List.of("image-size@reference<=0 B!failure", "image-size@reference<=1 MB"), null),
                new AcceptedIncrease("newer Go", "alice"));
        SizeReport judged = GateJudge.judge(SampleReports.listedMovies(), limits, earlier());
        assertThat(judged.gates())
                .extracting(GateVerdict::outcome)
                .containsExactly(GateOutcome.FAILED, GateOutcome.ACCEPTED, GateOutcome.PASSED);
        assertThat(judged.gates().get(1).sentence())
                .isEqualTo("Image size: +101.4 kB since #41, more than the 0 B allowed; accepted: newer Go");
        assertThat(judged.accepted()).isEqualTo(new AcceptedIncrease("newer Go", "alice"));
    }

    @Test
    void shouldTreatTheBudgetAsAGateThatFailsTheBuild() throws Exception {
        SizeReport judged = GateJudge.judge(
                SampleReports.listedMovies(),
                new Limits(ByteSize.parse("10 MB"), List.of(), null),
                References.none("nothing was looked for"));
        assertThat(judged.budget()).isEqualTo(new Budget(10_000_000, Budget.UNCOMPRESSED, 13_214_208));
        assertThat(judged.gates()).singleElement().satisfies(gate -> {
            assertThat(gate.metric()).isEqualTo("IMAGE_SIZE");
            assertThat(gate.threshold()).isEqualTo("10 MB");
            assertThat(gate.criticality()).isEqualTo(Criticality.FAILURE);
        });
        assertThat(judged.fails(Criticality.FAILURE)).isTrue();
        assertThat(judged.reference()).isNull();
    }

    @Test
    void shouldLetSoftAndHardLimitsStandTogether() throws Exception {
        SizeReport judged = GateJudge.judge(
                SampleReports.listedMovies(),
                limits("image-size<=13 MB!note", "image-size<=20 MB!failure"),
                References.none("nothing was looked for"));
        assertThat(judged.fails(Criticality.NOTE)).isTrue();
        assertThat(judged.fails(Criticality.UNSTABLE)).isFalse();
    }

    @Property(tries = 300)
    void shouldPassExactlyWhatIsNotAboveTheLimit(
            @ForAll @LongRange(min = 0, max = 1L << 50) long then,
            @ForAll @LongRange(min = 0, max = 1L << 50) long now,
            @ForAll @LongRange(min = 0, max = 1L << 50) long limit)
            throws Exception {
        SizeReport report = ofSize(now);
        References before = both(ofSize(then));
        SizeReport judged =
                GateJudge.judge(report, limits("image-size<=" + limit, "image-size@previous<=" + limit), before);
        assertThat(judged.gates().get(0).outcome() == GateOutcome.PASSED).isEqualTo(now <= limit);
        assertThat(judged.gates().get(1).outcome() == GateOutcome.PASSED).isEqualTo(now - then <= limit);
        assertThat(Objects.requireNonNull(judged.deltas()).uncompressed().bytes())
                .isEqualTo(now - then);
        assertThat(GateJudge.judge(
                                report,
                                limits("image-size@previous<=" + limit),
                                References.none("nothing was looked for"))
                        .fails(Criticality.NOTE))
                .isFalse();
    }

    @Property(tries = 200)
    void shouldNeverFailAChangeThatWasAccepted(
            @ForAll @LongRange(min = 0, max = 1L << 50) long then,
            @ForAll @LongRange(min = 0, max = 1L << 50) long now,
            @ForAll @LongRange(min = 0, max = 1000) long percent)
            throws Exception {
        Limits limits = new Limits(
                null,
                GateNotation.readAll(List.of("image-size@previous<=" + percent + " %", "image-size@previous<=0"), null),
                new AcceptedIncrease("because", null));
        assertThat(GateJudge.judge(ofSize(now), limits, both(ofSize(then))).fails(Criticality.NOTE))
                .isFalse();
    }

    private static References earlier() {
        return both(SampleReports.earlierMovies());
    }

    private static References both(SizeReport report) {
        return References.both(References.Candidate.of("#41", null, report));
    }

    private static GateVerdict verdict(String gate, References references) throws BuildProblemException {
        return GateJudge.judge(SampleReports.listedMovies(), limits(gate), references)
                .gates()
                .get(0);
    }

    private static Limits limits(String... gates) throws BuildProblemException {
        return new Limits(null, GateNotation.readAll(List.of(gates), null), null);
    }

    private static SizeReport ofSize(long bytes) {
        SizeReport report = SampleReports.listedMovies();
        ImageFigures image = image(report);
        return SampleReports.withImage(report, image(image, bytes, image.wastedBytes()));
    }

    private static SizeReport withoutWaste(SizeReport report) {
        ImageFigures image = image(report);
        return SampleReports.withImage(report, image(image, image.uncompressedBytes(), 0L));
    }

    private static ImageFigures image(SizeReport report) {
        return Objects.requireNonNull(report.image());
    }

    private static ImageFigures image(ImageFigures image, long bytes, @Nullable Long wasted) {
        return new ImageFigures(
                image.reference(),
                image.id(),
                bytes,
                image.compressedBytes(),
                image.compressedMethod(),
                image.diskBytes(),
                image.layers(),
                image.fileCount(),
                image.largestFiles(),
                null,
                wasted,
                image.files());
    }

    private static SizeReport onEngine(SizeReport report, Engine engine) {
        return new SizeReport(
                report.schema(),
                report.generator(),
                report.created(),
                report.dockerfile(),
                report.target(),
                engine,
                report.platform(),
                report.durationMillis(),
                report.image(),
                report.stages(),
                report.baseline(),
                report.budget(),
                null,
                List.of(),
                null,
                List.of());
    }
}
