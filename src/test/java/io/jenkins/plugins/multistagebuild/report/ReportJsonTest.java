package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    @TempDir
    private Path directory;

    @Test
    void shouldWriteSchemaOneForEver() throws Exception {
        assertThat(ReportJson.print(SampleReports.judged())).isEqualTo(Golden.text("report-schema-1.json"));
        assertThat(ReportJson.parse(Golden.text("report-schema-1.json"), "golden"))
                .isEqualTo(SampleReports.judged());
        assertThat(schema().validate(Golden.text("report-schema-1.json"), InputFormat.JSON))
                .isEmpty();
    }

    /** Before documents had all files, agents, a reference and gates. */
    @Test
    void shouldReadTheFirstDocuments() throws Exception {
        SizeReport first = ReportJson.parse(golden(), "first");
        SizeReport movies = SampleReports.movies();
        ImageFigures image = Objects.requireNonNull(movies.image());
        ImageFigures firstImage = new ImageFigures(
                image.reference(),
                image.id(),
                image.uncompressedBytes(),
                image.compressedBytes(),
                image.compressedMethod(),
                image.diskBytes(),
                image.layers(),
                image.fileCount(),
                image.largestFiles(),
                null,
                null,
                List.of());
        assertThat(first).isEqualTo(SampleReports.withImage(movies, firstImage));
        assertThat(first.image().listsAllFiles()).isFalse();
        assertThat(HtmlReport.render(first)).contains("13.2 MB", "within the budget of 20 MB");
        assertThat(MarkdownReport.render(first, 10_000)).contains("13.2 MB");
        assertThat(new TextSummary(false, 100).print(first)).contains("13.2 MB");
    }

    @Test
    void shouldReadWhatItWrites() throws Exception {
        for (SizeReport report :
                List.of(DiamondReport.make(), SampleReports.failed(), HostileReport.make(), SampleReports.judged())) {
            Path file = directory.resolve("report.json");
            ReportJson.write(report, file);
            assertThat(ReportJson.read(file)).isEqualTo(report);
            assertThat(schema().validate(ReportJson.print(report), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void shouldWriteListingsFieldByFieldAsAMapperWould() {
        for (SizeReport report :
                List.of(SampleReports.movies(), DiamondReport.make(), HostileReport.make(), SampleReports.judged())) {
            for (Instant created : new Instant[] {report.created(), null}) {
                SizeListing listing = new SizeListing(SizeListing.SCHEMA, "linux/amd64", created, report.image());
                assertThat(listing.toJson()).isEqualTo(ReportJson.printValue(listing));
            }
        }
    }

    @Test
    void shouldMatchItsSchema() throws Exception {
        assertThat(schema().validate(golden(), InputFormat.JSON)).isEmpty();
        String wrong = golden().replace("\"schema\" : 1", "\"schema\" : 2");
        assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void shouldIgnoreFieldsOfALaterRelease() throws Exception {
        String later = golden().replace("\"reference\"", "\"colour\": {\"of\": \"paint\"}, \"reference\"");
        assertThat(ReportJson.parse(later, "later")).isEqualTo(ReportJson.parse(golden(), "first"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | report.json:1: this is no JSON, so no report",
                "'' | report.json: this is JSON, but no report",
                "{\"a\": 1} | report.json: this is JSON, but no report",
                "{\"schema\": 1} | report.json: this is JSON, but no report",
                "{\"schema\": 7, \"stages\": []} | report.json: the report has schema 7, and this program reads schema 1; use a newer release",
                "{\"schema\": 1, \"stages\": []} | durationMillis",
                "[1] | report.json: this is JSON, but no report",
            })
    void shouldRefuseWhatIsNoReport(String json, String complaint) {
        assertThatThrownBy(() -> ReportJson.parse(json, "report.json"))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"line\" : 3 | \"line\" : 0 | stages.line is 0, but lines count from 1 (at stages.[0])",
                "\"status\" : \"built\" | \"status\" : \"made\" | stages.status is 'made', which is none of [built, failed, skipped, cancelled]",
                "\"kind\" : \"stage\" | \"kind\" : \"ghost\" | baseline.kind is 'ghost'",
                "\"limitBytes\" : 20000000 | \"limitBytes\" : -1 | budget.limitBytes is -1, which is less than 0",
                "\"durationMillis\" : 23100, | '' | durationMillis",
                "2026-11-23T22:45:00.123Z | yesterday | an instant looks like 2026-01-31T12:00:00Z",
                "\"index\" : 1, | \"index\" : 0, | they must be in order",
                "\"compressedMethod\" : \"gzip level 6\" | \"compressedMethod\" : null | both or neither must be there",
            })
    void shouldNameTheFieldAndTheLine(String there, String instead, String complaint) throws Exception {
        String json = golden().replace(there, instead);
        assertThat(json).isNotEqualTo(golden());
        assertThatThrownBy(() -> ReportJson.parse(json, "report.json"))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining(complaint)
                .message()
                .matches("(?s)report\\.json:\\d+: .*");
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        Path file = directory.resolve("none.json");
        assertThatThrownBy(() -> ReportJson.read(file)).hasMessage(file + ": there is no such report");
        assertThatThrownBy(() -> ReportJson.write(SampleReports.movies(), directory.resolve("no/where.json")))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining("the report cannot be written");
    }

    @Test
    void shouldNotDivideByNothing() {
        assertThat(Savings.between(10L, 0L)).isEqualTo(new Savings(-10, null));
        assertThat(Savings.between(0L, 0L)).isEqualTo(new Savings(0, null));
        assertThat(Savings.between(13_214_208L, 350_012_416L)).isEqualTo(new Savings(336_798_208, 96.2));
        assertThat(Savings.between(150L, 100L)).isEqualTo(new Savings(-50, -50.0));
        assertThat(Savings.between(null, 100L)).isNull();
        assertThat(Savings.between(100L, null)).isNull();
    }

    @Test
    void shouldKeepToABudgetExactlyAtItsLimit() {
        assertThat(new Budget(10, Budget.UNCOMPRESSED, 10).within()).isTrue();
        assertThat(new Budget(10, Budget.UNCOMPRESSED, 11).within()).isFalse();
    }

    @Property(tries = 200)
    void shouldSurviveTheRoundTrip(@ForAll("reports") SizeReport report) throws Exception {
        String json = ReportJson.print(report);
        assertThat(ReportJson.parse(json, "json")).isEqualTo(report);
    }

    @Property(tries = 300)
    void shouldReadAnyTextOrRefuseItPolitely(@ForAll String text) {
        assertThatThrownBy(() -> ReportJson.parse(text, "x"))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageStartingWith("x:");
    }

    @Provide
    Arbitrary<SizeReport> reports() {
        Arbitrary<String> texts =
                Arbitraries.strings().ofMinLength(1).map(text -> text.isBlank() ? "x" : wellFormed(text));
        Arbitrary<Long> bytes = Arbitraries.longs().between(0, Long.MAX_VALUE / 4);
        Arbitrary<Long> maybe = bytes.injectNull(0.3);
        Arbitrary<ImageFigures> images = Combinators.combine(texts, bytes, maybe, maybe)
                .as((text, size, compressed, disk) -> new ImageFigures(
                        text,
                        text,
                        size,
                        compressed,
                        compressed == null ? null : text,
                        disk,
                        List.of(new LayerFigures(0, text, text, size, compressed)),
                        1,
                        List.of(new FileFigures(text, size, 0)),
                        disk == null ? null : text,
                        compressed,
                        compressed == null ? List.of() : List.of(new FileFigures("/" + text, size, 0))));
        Arbitrary<StageFigures> stages = Combinators.combine(
                        texts, texts.injectNull(0.3), Arbitraries.of(StageStatus.class), maybe, maybe, bytes)
                .as((text, name, status, size, time, out) -> new StageFigures(
                        0,
                        name,
                        1,
                        text,
                        status,
                        size,
                        size == null ? null : text,
                        size == null ? null : 3,
                        time,
                        time,
                        List.of(new StageInput(0, List.of(text))),
                        List.of(new StageOutput(text, out, out)),
                        out,
                        List.of(0),
                        name,
                        time,
                        time == null ? null : new Engine(text, text, text),
                        List.of(new Rebuild(name, size))));
        return Combinators.combine(texts, images.injectNull(0.2), stages, bytes)
                .as((text, image, stage, size) -> new SizeReport(
                        1,
                        new Generator(text, text),
                        Instant.ofEpochMilli(size % 4_000_000_000_000L),
                        text,
                        text,
                        new Engine(text, text, text),
                        text,
                        size,
                        image,
                        List.of(stage),
                        new Baseline(Baseline.Kind.IMAGE, text, size),
                        new Budget(size, Budget.UNCOMPRESSED, size),
                        ReferenceFigures.missing(text),
                        List.of(new GateVerdict(
                                text,
                                image == null ? null : text,
                                text,
                                text,
                                Criticality.NOTE,
                                text,
                                BigDecimal.valueOf(size, 4),
                                BigDecimal.valueOf(size),
                                GateOutcome.INACTIVE,
                                text)),
                        image == null ? null : new AcceptedIncrease(text, text),
                        List.of(new Advice(text))));
    }

    /** Lone surrogates have no UTF-8, so no JSON file can hold them. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = ReportJson.class.getResourceAsStream("report.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    private static String golden() throws IOException {
        return Golden.text("report-schema-1-first.json");
    }
}
