package io.jenkins.plugins.multistagebuild.report;

import java.util.List;

/** A report of six stages, three of which run side by side, with every part of the page filled. */
public final class DiamondReport {
    private DiamondReport() {}

    private static List<StageFigures> stages() {
        return List.of(
                new TestStage(0, "base", 1, "debian:12")
                        .weighs(124_800_000, StageFigures.ENGINE, 2)
                        .ran(0, 4_200)
                        .figures(),
                new TestStage(1, "backend", 8, "base")
                        .weighs(512_400_000, StageFigures.ENGINE, 3)
                        .ran(4_200, 38_400)
                        .takes(0)
                        .hands("/out/server", 24_117_248, 1)
                        .hands("/out/migrations", 81_920, 17)
                        .figures(),
                new TestStage(2, "frontend", 15, "node:22-slim")
                        .weighs(684_100_000, StageFigures.ENGINE, 4)
                        .ran(150, 47_300)
                        .hands("/app/dist", 3_412_000, 124)
                        .figures(),
                new TestStage(3, "docs", 22, "base")
                        .weighs(198_000_000, StageFigures.ENGINE, 5)
                        .ran(4_250, 12_900)
                        .takes(0)
                        .hands("/site", 1_204_000, 56)
                        .figures(),
                new TestStage(4, "test", 29, "backend")
                        .ended(StageStatus.SKIPPED)
                        .takes(1)
                        .figures(),
                new TestStage(5, "release", 36, "gcr.io/distroless/base-debian12:nonroot")
                        .weighs(58_300_000, StageFigures.ENGINE, 7)
                        .ran(47_600, 2_100)
                        .takes(1, "/out/server", "/out/migrations")
                        .takes(2, "/app/dist")
                        .takes(3, "/site")
                        .figures());
    }

    private static ImageFigures image() {
        return new ImageFigures(
                "registry.example.org/shop/storefront:2026.11-rc3",
                SampleReports.digest(7),
                58_300_416,
                22_910_112L,
                "gzip level 6",
                58_120_000L,
                List.of(
                        new LayerFigures(
                                0,
                                SampleReports.digest(10),
                                "bazel build //base:base_nonroot_amd64_debian12",
                                29_484_032,
                                11_240_000L),
                        new LayerFigures(
                                1,
                                SampleReports.digest(11),
                                "COPY /out/server /usr/local/bin/server",
                                24_118_272,
                                9_810_000L),
                        new LayerFigures(
                                2, SampleReports.digest(12), "COPY /out/migrations /srv/migrations", 94_208, 31_000L),
                        new LayerFigures(3, SampleReports.digest(13), "COPY /app/dist /srv/www", 3_399_680, 1_220_112L),
                        new LayerFigures(
                                4,
                                SampleReports.digest(14),
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
                SampleReports.digest(8),
                1_204_000L,
                List.of());
    }

    /** The report. */
    public static SizeReport make() {
        return SampleReports.report(
                "deploy/Dockerfile",
                "release",
                49_900,
                image(),
                stages(),
                new Baseline(Baseline.Kind.DOCKERFILE, "deploy/Dockerfile.singlestage", 684_100_000),
                new Budget(55_000_000, Budget.UNCOMPRESSED, 58_300_416));
    }
}
