package io.jenkins.plugins.multistagebuild.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports that the tests share. */
public final class SampleReports {
    /** What an attacker would call a stage: it must neither become markup nor move a terminal's cursor. */
    static final String HOSTILE = "<script>alert(1)</script>\"'`&\u001b[31m\u202e{{x}}";

    private static final Generator GENERATOR = new Generator("multi-stage-build", "0.1.0");
    private static final Engine ENGINE = new Engine("docker", "20.10.24", "classic");
    private static final Instant CREATED = Instant.parse("2026-11-23T22:45:00.123Z");

    private SampleReports() {}

    static String digest(int number) {
        return "sha256:" + String.format("%064x", number);
    }

    /** The example that everybody knows: 350 MB become 13.2 MB. */
    public static SizeReport movies() {
        StageFigures build = new StageFigures(
                0,
                "build",
                3,
                "golang:1.24",
                StageStatus.BUILT,
                350_012_416L,
                StageFigures.ENGINE,
                8,
                120L,
                21_480L,
                List.of(),
                List.of(new StageOutput("/out/movies", 6_815_744, 1)),
                6_815_744,
                List.of(),
                null,
                null,
                null,
                List.of());
        StageFigures run = new StageFigures(
                1,
                null,
                11,
                "alpine:3.20",
                StageStatus.BUILT,
                13_214_208L,
                StageFigures.LAYER_TAR_BYTES,
                2,
                21_650L,
                1_230L,
                List.of(new StageInput(0, List.of("/out/movies"))),
                List.of(),
                0,
                List.of(),
                null,
                null,
                null,
                List.of());
        return report(
                "examples/movies/Dockerfile",
                "1",
                23_100,
                moviesImage(),
                List.of(build, run),
                new Baseline(Baseline.Kind.STAGE, "build", 350_012_416L, null),
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

    private static ImageFigures moviesImage(long bytes, long compressed, long disk, List<FileFigures> files) {
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
                                "96.2246",
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
        return stages.stream()
                .map(stage -> new StageFigures(
                        stage.index(),
                        stage.name(),
                        stage.line(),
                        stage.base(),
                        stage.status(),
                        stage.uncompressedBytes(),
                        stage.uncompressedMethod(),
                        stage.layerCount(),
                        stage.startMillis(),
                        stage.durationMillis(),
                        stage.inputs(),
                        stage.outputs(),
                        stage.outputBytes(),
                        stage.includes(),
                        "linux-" + (stage.index() + 1),
                        stage.index() * 150L,
                        stage.index() == 0 ? new Engine("podman", "4.3.1", "buildah") : null,
                        stage.index() == 0 ? List.of(new Rebuild("linux-2", 4_200L)) : List.of()))
                .toList();
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

    /** Six stages, three of which run side by side, and every part of the page filled. */
    public static SizeReport diamond() {
        List<StageFigures> stages = List.of(
                stage(0, "base", "debian:12", StageStatus.BUILT, 124_800_000L, 0L, 4_200L, List.of(), List.of()),
                stage(
                        1,
                        "backend",
                        "base",
                        StageStatus.BUILT,
                        512_400_000L,
                        4_200L,
                        38_400L,
                        List.of(new StageInput(0, List.of())),
                        List.of(
                                new StageOutput("/out/server", 24_117_248, 1),
                                new StageOutput("/out/migrations", 81_920, 17))),
                stage(
                        2,
                        "frontend",
                        "node:22-slim",
                        StageStatus.BUILT,
                        684_100_000L,
                        150L,
                        47_300L,
                        List.of(),
                        List.of(new StageOutput("/app/dist", 3_412_000, 124))),
                stage(
                        3,
                        "docs",
                        "base",
                        StageStatus.BUILT,
                        198_000_000L,
                        4_250L,
                        12_900L,
                        List.of(new StageInput(0, List.of())),
                        List.of(new StageOutput("/site", 1_204_000, 56))),
                stage(
                        4,
                        "test",
                        "backend",
                        StageStatus.SKIPPED,
                        null,
                        null,
                        null,
                        List.of(new StageInput(1, List.of())),
                        List.of()),
                stage(
                        5,
                        "release",
                        "gcr.io/distroless/base-debian12:nonroot",
                        StageStatus.BUILT,
                        58_300_000L,
                        47_600L,
                        2_100L,
                        List.of(
                                new StageInput(1, List.of("/out/server", "/out/migrations")),
                                new StageInput(2, List.of("/app/dist")),
                                new StageInput(3, List.of("/site"))),
                        List.of()));
        ImageFigures image = new ImageFigures(
                "registry.example.org/shop/storefront:2026.11-rc3",
                digest(7),
                58_300_416,
                22_910_112L,
                "gzip level 6",
                null,
                List.of(
                        new LayerFigures(
                                0,
                                digest(10),
                                "bazel build //base:base_nonroot_amd64_debian12",
                                29_484_032,
                                11_240_000L),
                        new LayerFigures(
                                1, digest(11), "COPY /out/server /usr/local/bin/server", 24_118_272, 9_810_000L),
                        new LayerFigures(2, digest(12), "COPY /out/migrations /srv/migrations", 94_208, 31_000L),
                        new LayerFigures(3, digest(13), "COPY /app/dist /srv/www", 3_399_680, 1_220_112L),
                        new LayerFigures(
                                4,
                                digest(14),
                                "RUN apt-get update && apt-get install -y --no-install-recommends tini"
                                        + " ca-certificates && rm -rf /var/lib/apt/lists/*",
                                1_204_224,
                                609_000L)),
                1_942,
                List.of(
                        new FileFigures("/usr/local/bin/server", 24_117_248, 1),
                        new FileFigures("/usr/lib/x86_64-linux-gnu/libcrypto.so.3", 4_709_376, 0),
                        new FileFigures("/srv/www/assets/vendor-7d0b2f9a41.js", 2_842_004, 3),
                        new FileFigures("/usr/lib/x86_64-linux-gnu/libc.so.6", 1_922_136, 0),
                        new FileFigures("/srv/www/assets/fonts/inter-variable-latin-extended.woff2", 352_240, 3)),
                digest(8),
                1_204_000L,
                List.of());
        return report(
                "deploy/Dockerfile",
                "release",
                49_900,
                image,
                stages,
                new Baseline(Baseline.Kind.DOCKERFILE, "deploy/Dockerfile.singlestage", 684_100_000L, null),
                new Budget(55_000_000, Budget.UNCOMPRESSED, 58_300_416));
    }

    /** A stage failed, so there is no image. */
    public static SizeReport failed() {
        return report(
                "Dockerfile",
                "1",
                5_400,
                null,
                List.of(
                        stage(0, "build", "golang:1.24", StageStatus.FAILED, null, 100L, 5_200L, List.of(), List.of()),
                        stage(
                                1,
                                "run",
                                "scratch",
                                StageStatus.CANCELLED,
                                null,
                                null,
                                null,
                                List.of(new StageInput(0, List.of("/app"))),
                                List.of())),
                null,
                null);
    }

    /** Every text that others choose is hostile. */
    public static SizeReport hostile() {
        ImageFigures image = new ImageFigures(
                HOSTILE,
                HOSTILE,
                10,
                5L,
                HOSTILE,
                10L,
                List.of(new LayerFigures(0, HOSTILE, HOSTILE.repeat(8), 10, 5L)),
                1,
                List.of(new FileFigures("/" + HOSTILE.repeat(8), 10, 0)),
                HOSTILE,
                0L,
                List.of(new FileFigures("/" + HOSTILE, 10, 0)));
        StageFigures stage = new StageFigures(
                0,
                HOSTILE,
                1,
                HOSTILE,
                StageStatus.BUILT,
                10L,
                StageFigures.ENGINE,
                1,
                0L,
                10L,
                List.of(new StageInput(0, List.of("/" + HOSTILE))),
                List.of(new StageOutput("/" + HOSTILE, 1, 1)),
                1,
                List.of(0),
                HOSTILE,
                5L,
                new Engine(HOSTILE, HOSTILE, HOSTILE),
                List.of(new Rebuild(HOSTILE, 5L)));
        return new SizeReport(
                SizeReport.SCHEMA,
                new Generator(HOSTILE, HOSTILE),
                CREATED,
                HOSTILE,
                HOSTILE,
                new Engine(HOSTILE, HOSTILE, HOSTILE),
                HOSTILE,
                10,
                image,
                List.of(stage),
                new Baseline(Baseline.Kind.IMAGE, HOSTILE, 20, null),
                null,
                hostileReference(),
                List.of(new GateVerdict(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Criticality.FAILURE,
                        HOSTILE,
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        GateOutcome.ACCEPTED,
                        HOSTILE)),
                new AcceptedIncrease(HOSTILE, HOSTILE),
                List.of(new Advice(HOSTILE)));
    }

    private static ReferenceFigures hostileReference() {
        ChangeGroup none = new ChangeGroup(0, 0, List.of());
        ChangeGroup one = new ChangeGroup(1, 10, List.of(new Comparison.FileChange("/" + HOSTILE, null, 10L)));
        return new ReferenceFigures(
                HOSTILE, "javascript:alert(1)", null, 5L, null, null, new FileChanges(true, one, none, none, none));
    }

    private static StageFigures stage(
            int index,
            String name,
            String base,
            StageStatus status,
            @Nullable Long bytes,
            @Nullable Long start,
            @Nullable Long duration,
            List<StageInput> inputs,
            List<StageOutput> outputs) {
        return new StageFigures(
                index,
                name,
                1 + index * 7,
                base,
                status,
                bytes,
                bytes == null ? null : StageFigures.ENGINE,
                bytes == null ? null : Integer.valueOf(index + 2),
                start,
                duration,
                inputs,
                outputs,
                outputs.stream().mapToLong(StageOutput::bytes).sum(),
                List.of(),
                null,
                null,
                null,
                List.of());
    }

    private static SizeReport report(
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
