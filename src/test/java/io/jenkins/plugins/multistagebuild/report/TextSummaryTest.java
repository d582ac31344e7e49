package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSummaryTest {
    private final TextSummary plain = new TextSummary(false, 100);

    @Test
    void shouldPrintAReport() {
        assertThat(plain.print(SampleReports.movies())).isEqualTo("""
                movies:1  13.2 MB, 96.2 % smaller than the single-stage image, within the budget of 20 MB
                uncompressed 13.2 MB, compressed 5.1 MB, on disk 13.2 MB; single-stage image: stage 'build', 350 MB on disk

                Stages
                  #  stage  status     size  layers    time  base         passes on
                  0  build  built    350 MB       8  21.5 s  golang:1.24  /out/movies 6.8 MB
                  1  –      built   13.2 MB       2   1.2 s  alpine:3.20

                Layers
                  #  uncompressed  compressed  instruction
                  0        6.4 MB      2.8 MB  ADD alpine-minirootfs-3.20.3-x86_64.tar.gz /
                  1        6.8 MB      2.3 MB  COPY --chown=65532:65532 /out/movies /movies

                Largest files
                      size  layer  path
                    6.8 MB      1  /movies
                    4.2 MB      0  /lib/libcrypto.so.3
                  808.7 kB      0  /bin/busybox
                  662.8 kB      0  /lib/ld-musl-x86_64.so.1
                  219.3 kB      0  /etc/ssl/certs/ca-certificates.crt
                """);
    }

    @Test
    void shouldSayHowTheImageDidAtItsGates() {
        assertThat(plain.judgement(SampleReports.movies())).isEmpty();
        assertThat(plain.judgement(SampleReports.judged())).isEqualTo("""

                Gates
                  passed    failure   Image size: 13.2 MB is within 20 MB
                  accepted  unstable  Size of stage 'build': +1.2 MB since #41, more than the 0 B allowed; accepted: newer Go
                  failed    note      Reduction: 96.2 % is less than 97 %
                  inactive  error     Wasted bytes: not judged, because this is the first build of the job
                Increase accepted: newer Go (alice)

                Since #41
                  size           before  change
                  uncompressed  13.1 MB  +101.4 kB (+0.8 %)
                  compressed     5.1 MB  +41.3 kB (+0.8 %)
                  on disk       13.1 MB  +100 kB (+0.8 %)

                Added: 1 file
                  change  before  after  path
                     0 B       –    0 B  /bin/sh

                Removed: 1 file
                  change  before  after  path
                  -283 B   283 B      –  /etc/motd

                Grown: 1 file
                     change  before   after  path
                  +101.4 kB  6.7 MB  6.8 MB  /movies
                """);
        SizeReport first = SampleReports.movies()
                .judged(null, ReferenceFigures.missing("there is no build of main"), List.of(), null);
        assertThat(plain.judgement(first))
                .isEqualTo("\nNot compared with an earlier build, because there is no build of main\n");
    }

    @Test
    void shouldSayThatNoImageWasBuilt() {
        assertThat(plain.headline(SampleReports.failed())).isEqualTo("Dockerfile  no image was built");
        assertThat(plain.print(SampleReports.failed()))
                .contains("failed", "cancelled")
                .doesNotContain("Layers");
    }

    @ParameterizedTest
    @CsvSource({
        "412300000, 400000000, 412.3 MB exceeds the budget of 400 MB by 12.3 MB",
        "13200000, 20000000, 13.2 MB is within the budget of 20 MB",
        "20000000, 20000000, 20 MB is within the budget of 20 MB",
        "20040000, 20000000, 20040000 B exceeds the budget of 20000000 B by 40 kB",
    })
    void shouldJudgeTheBudget(long measured, long limit, String verdict) {
        assertThat(new Budget(limit, Budget.UNCOMPRESSED, measured).sentence()).isEqualTo(verdict);
    }

    @Test
    void shouldUseColourOnlyWhenAsked() {
        assertThat(plain.print(DiamondReport.make())).doesNotContain("\u001b");
        assertThat(new TextSummary(true, 100).print(DiamondReport.make()))
                .contains("\u001b[1m", "\u001b[32m", "\u001b[31m");
    }

    @Test
    void shouldLetNoControlCharactersThrough() {
        String text = plain.print(HostileReport.make());
        assertThat(text).doesNotContain("\u001b", "\u202e").contains("\\u001b[31m\\u202e");
    }

    @Test
    void shouldKeepTablesWithinTheWidth() {
        String text = plain.print(DiamondReport.make());
        assertThat(text.substring(text.indexOf("\nLayers")).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void shouldRefuseALineWithoutColumns() {
        assertThatThrownBy(() -> new TextSummary(false, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldListOneImageWithItsThreeSizes() {
        SizeReport report = SampleReports.movies();
        SizeListing listing = new SizeListing(SizeListing.SCHEMA, "linux/amd64", report.created(), report.image());
        assertThat(plain.print(listing))
                .contains("uncompressed  13.2 MB  the layers' tar bytes")
                .contains("compressed     5.1 MB  what a registry stores and a pull moves; layers gzip level 6")
                .contains("disk          13.2 MB  what the engine says")
                .contains("\n2 layers\n")
                .contains("\nLargest of 78 files\n");
        assertThat(listing.toJson()).contains("\"schema\" : 1", "\"uncompressedBytes\" : 13214208");
    }

    @Test
    void shouldPrintAComparison() {
        ComparedImage before =
                new ComparedImage("a:1", 1_000_000, 400_000L, 2, 3, Map.of("/a", 500L, "/b", 100L, "/c", 7L), true);
        ComparedImage after =
                new ComparedImage("a:2", 1_500_000, null, 2, 3, Map.of("/a", 900L, "/b", 50L, "/d", 8L), true);
        assertThat(plain.print(Comparison.between(before, after))).isEqualTo("""
                a:1 → a:2

                                before   after  change
                  uncompressed    1 MB  1.5 MB  +500 kB (+50 %)
                  compressed    400 kB       –  –
                  layers             2       2  0
                  files              3       3  0

                Added: 1 file
                  change  before  after  path
                    +8 B       –    8 B  /d

                Removed: 1 file
                  change  before  after  path
                    -7 B     7 B      –  /c

                Grown: 1 file
                  change  before  after  path
                  +400 B   500 B  900 B  /a

                Shrunk: 1 file
                  change  before  after  path
                   -50 B   100 B   50 B  /b
                """);
    }

    @Test
    void shouldCompareOnlyWhatReportsHold() throws Exception {
        Comparison comparison = Comparison.between(
                ComparedImage.of("old", SampleReports.movies()), ComparedImage.of("new", DiamondReport.make()));
        assertThat(comparison.added()).isEmpty();
        assertThat(comparison.removed()).isEmpty();
        assertThat(plain.print(comparison)).contains("One of the reports lists only the largest files");
        assertThat(comparison.toJson()).contains("\"allFiles\" : false");
        assertThatThrownBy(() -> ComparedImage.of("report.json", SampleReports.failed()))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining("report.json: the report is of a build that made no image");
    }
}
