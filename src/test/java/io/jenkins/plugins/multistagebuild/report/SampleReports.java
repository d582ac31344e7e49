package io.jenkins.plugins.multistagebuild.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports that the tests share. */
public final class SampleReports {
    private static final Generator GENERATOR = new Generator("multi-stage-build", "0.1.0");
    private static final Engine ENGINE = new Engine("docker", "20.10.24", "classic");
    private static final Instant CREATED = Instant.parse("2026-11-23T22:45:00.123Z");

    private SampleReports() {}

    static String digest(int number) {
        return "sha256:" + String.format("%064x", number);
    }

    /** The example that everybody knows: 350 MB become 13.2 MB. */
    public static SizeReport movies() {
        StageFigures build = new TestStage(0, "build", 3, "golang:1.24")
                .weighs(350_012_416, StageFigures.ENGINE, 8)
                .ran(120, 21_480)
                .hands("/out/movies", 6_815_744, 1)
                .figures();
        StageFigures run = new TestStage(1, null, 11, "alpine:3.20")
                .weighs(13_214_208, StageFigures.LAYER_TAR_BYTES, 2)
                .ran(21_650, 1_230)
                .takes(0, "/out/movies")
                .figures();
        return report(
                "examples/movies/Dockerfile",
                "1",
                23_100,
                moviesImage(),
                List.of(build, run),
                new Baseline(Baseline.Kind.STAGE, "build", 350_012_416),
                new Budget(20_000_000, Budget.UNCOMPRESSED, 13_214_208));
    }

    private static ImageFigures moviesImage() {
        return new ImageFigures(
                "movies:1",
                digest(1),
                13_214_208,
                5_102_345L,
                "gzip level 6",
                13_190_000L,
                List.of(
                        new LayerFigures(
                                0, digest(2), "ADD alpine-minirootfs-3.20.3-x86_64.tar.gz /", 6_397_440, 2_800_123L),
                        new LayerFigures(
                                1, digest(3), "COPY --chown=65532:65532 /out/movies /movies", 6_816_768, 2_301_000L)),
                78,
                List.of(
                        new FileFigures("/movies", 6_815_744, 1),
                        new FileFigures("/lib/libcrypto.so.3", 4_239_520, 0),
                        new FileFigures("/bin/busybox", 808_712, 0),
                        new FileFigures("/lib/ld-musl-x86_64.so.1", 662_808, 0),
                        new FileFigures("/etc/ssl/certs/ca-certificates.crt", 219_342, 0)),
                null,
                0L,
                List.of());
    }

    /** The movies of a build before: one file less, another one smaller. */
    public static SizeReport earlierMovies() {
        return withImage(
                movies(),
                moviesImage(
                        13_112_832,
                        5_061_000L,
                        13_090_000L,
                        List.of(
                                new FileFigures("/bin/busybox", 808_712, 0),
                                new FileFigures("/etc/motd", 283, 0),
                                new FileFigures("/movies", 6_714_368, 1))));
    }

    /** The movies with all their files. */
    public static SizeReport listedMovies() {
        return withImage(
                movies(),
                moviesImage(
                        13_214_208,
                        5_102_345L,
                        13_190_000L,
                        List.of(
                                new FileFigures("/bin/busybox", 808_712, 0),
                                new FileFigures("/bin/sh", 0, 0),
                                new FileFigures("/movies", 6_815_744, 1))));
    }

    private static ImageFigures moviesImage(long bytes, long compressed, @Nullable Long disk, List<FileFigures> files) {
        ImageFigures image = moviesImage();
        return new ImageFigures(
                image.reference(),
                image.id(),
                bytes,
                compressed,
                image.compressedMethod(),
                disk,
                image.layers(),
                files.size(),
                files.stream()
                        .filter(file -> file.bytes() > 0)
                        .sorted(Comparator.comparingLong(FileFigures::bytes).reversed())
                        .toList(),
                null,
                40_960L,
                files);
    }

    /**
     * The movies of other weights.
     *
     * @param uncompressed of the image
     * @param disk of the image, or null if no engine was asked
     * @param baseline what the single-stage image takes on disk
     */
    static SizeReport weighing(long uncompressed, @Nullable Long disk, long baseline) {
        SizeReport movies = movies();
        return report(
                movies.dockerfile(),
                movies.target(),
                movies.durationMillis(),
                moviesImage(uncompressed, 5_102_345L, disk, List.of()),
                movies.stages(),
                new Baseline(Baseline.Kind.STAGE, "build", baseline),
                null);
    }

    /** The same report of another image. */
    public static SizeReport withImage(SizeReport report, @Nullable ImageFigures image) {
        return new SizeReport(
                report.schema(),
                report.generator(),
                report.created(),
                report.dockerfile(),
                report.target(),
                report.engine(),
                report.platform(),
                report.durationMillis(),
                image,
                report.stages(),
                report.baseline(),
                report.budget(),
                report.reference(),
                report.gates(),
                report.accepted(),
                report.advice());
    }

    /** Every part of the document filled: compared with #41, three gates, an accepted increase, agents. */
    static SizeReport judged() {
        SizeReport movies = listedMovies();
        return new SizeReport(
                movies.schema(),
                movies.generator(),
                movies.created(),
                movies.dockerfile(),
                movies.target(),
                movies.engine(),
                movies.platform(),
                movies.durationMillis(),
                Objects.requireNonNull(movies.image()).withDigest(digest(9)),
                agents(movies.stages()),
                movies.baseline(),
                movies.budget(),
                ReferenceFigures.of("#41", "https://ci.example.org/job/movies/41/", earlierMovies(), movies),
                List.of(
                        verdict(
                                "IMAGE_SIZE",
                                null,
                                "PROJECT",
                                "20 MB",
                                Criticality.FAILURE,
                                "bytes",
                                "13214208",
                                "20000000",
                                GateOutcome.PASSED,
                                "Image size: 13.2 MB is within 20 MB"),
                        verdict(
                                "STAGE_SIZE",
                                "build",
                                "REFERENCE_DELTA",
                                "0 B",
                                Criticality.UNSTABLE,
                                "bytes",
                                "1200000",
                                "0",
                                GateOutcome.ACCEPTED,
                                "Size of stage 'build': +1.2 MB since #41, more than the 0 B allowed; accepted: newer Go"),
                        verdict(
                                "REDUCTION",
                                null,
                                "PROJECT",
                                "97 %",
                                Criticality.NOTE,
                                "percent",
                                "96.2316",
                                "97",
                                GateOutcome.FAILED,
                                "Reduction: 96.2 % is less than 97 %"),
                        verdict(
                                "WASTED_BYTES",
                                null,
                                "PREVIOUS_DELTA",
                                "10 %",
                                Criticality.ERROR,
                                "percent",
                                null,
                                "10",
                                GateOutcome.INACTIVE,
                                "Wasted bytes: not judged, because this is the first build of the job")),
                new AcceptedIncrease("newer Go", "alice"),
                List.of(new Advice("Remove /etc/motd: 283 B")));
    }

    private static List<StageFigures> agents(List<StageFigures> stages) {
        Engine other = new Engine("podman", "4.3.1", "buildah");
        return List.of(
                TestStage.of(stages.get(0))
                        .at("linux-1", 0, other, new Rebuild("linux-2", 4_200L))
                        .figures(),
                TestStage.of(stages.get(1)).at("linux-2", 150, null).figures());
    }

    private static GateVerdict verdict(
            String metric,
            @Nullable String subject,
            String baseline,
            String threshold,
            Criticality criticality,
            String unit,
            @Nullable String measured,
            String limit,
            GateOutcome outcome,
            String sentence) {
        return new GateVerdict(
                metric,
                subject,
                baseline,
                threshold,
                criticality,
                unit,
                measured == null ? null : new BigDecimal(measured),
                new BigDecimal(limit),
                outcome,
                sentence);
    }

    /** A stage failed, so there is no image. */
    public static SizeReport failed() {
        return report(
                "Dockerfile",
                "1",
                5_400,
                null,
                List.of(
                        new TestStage(0, "build", 1, "golang:1.24")
                                .ended(StageStatus.FAILED)
                                .ran(100, 5_200)
                                .figures(),
                        new TestStage(1, "run", 8, "scratch")
                                .ended(StageStatus.CANCELLED)
                                .takes(0, "/app")
                                .figures()),
                null,
                null);
    }

    static SizeReport report(
            String dockerfile,
            String target,
            long durationMillis,
            @Nullable ImageFigures image,
            List<StageFigures> stages,
            @Nullable Baseline baseline,
            @Nullable Budget budget) {
        return new SizeReport(
                SizeReport.SCHEMA,
                GENERATOR,
                CREATED,
                dockerfile,
                target,
                ENGINE,
                "linux/amd64",
                durationMillis,
                image,
                stages,
                baseline,
                budget,
                null,
                List.of(),
                null,
                List.of());
    }
}
