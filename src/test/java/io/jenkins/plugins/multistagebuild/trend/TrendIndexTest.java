package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendIndexTest {
    /** For 10,000 builds, on a machine that does other things as well. */
    private static final long FEW_MILLIS = 200;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteLinesThatPeopleCanRead() throws Exception {
        Path file = folder.resolve("index");
        new TrendIndex(file).append(List.of(TrendPoints.point(12, 13_200_000)));
        new TrendIndex(file).delete(12);
        assertThat(Files.readString(file)).isEqualTo("""
                {"crc":"669b0c5c","schema":1}
                {"crc":"f86c3542","build":12,"time":1791036800000,"call":"image-size","image":"team/movies:12",\
                "uncompressed":13200000,"compressed":4400000,"baseline":350000000,"limit":20000000,"gate":"passed",\
                "branch":"main","stages":["build",350000000,"stage 1",13200000]}
                {"crc":"b4d48052","build":12,"deleted":true}
                """);
    }

    @Test
    void shouldSayNothingWhereThereIsNoFile() throws Exception {
        TrendIndex index = new TrendIndex(folder.resolve("index"));
        index.delete(1);
        assertThat(index.exists()).isFalse();
        assertThat(index.read()).isEqualTo(IndexContent.NONE);
    }

    @Test
    void shouldReadWhatALaterReleaseAdds() throws Exception {
        Path file = folder.resolve("index");
        Files.write(file, IndexLine.header());
        String line = "{\"build\":3,\"call\":\"a\",\"new\":{\"x\":[1]},\"gate\":\"unheard of\",\"uncompressed\":5}";
        Files.writeString(file, Files.readString(file) + checked(line));
        IndexContent content = new TrendIndex(file).read();
        assertThat(content.damaged()).isFalse();
        assertThat(content.points()).hasSize(1);
        assertThat(content.points().get(0).gate()).isEqualTo(GateMark.INACTIVE);
        assertThat(content.points().get(0).uncompressedBytes()).isEqualTo(5);
    }

    @Test
    void shouldHaveAnIndexOfANewerSchemaMadeAnew() throws Exception {
        Path file = folder.resolve("index");
        Files.writeString(file, checked("{\"schema\":2}"));
        assertThat(new TrendIndex(file).read().damaged()).isTrue();
    }

    /** The device that is always full. */
    @Test
    void shouldSayThatTheDiskIsFull() throws Exception {
        Path file = Files.createSymbolicLink(folder.resolve("index"), Path.of("/dev/full"));
        assertThatThrownBy(() -> new TrendIndex(file).append(List.of(TrendPoints.point(1, 1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void shouldReadTenThousandBuildsFast() throws Exception {
        TrendIndex index = new TrendIndex(folder.resolve("index"));
        index.append(IntStream.rangeClosed(1, 10_000)
                .mapToObj(build -> TrendPoints.point(build, 13_000_000 + build))
                .toList());
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertThat(index.read().points()).hasSize(10_000);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("index of 10,000 builds: %.1f ms%n", best / 1e6);
        assertThat(best / 1_000_000).isLessThan(FEW_MILLIS);
    }

    private static String checked(String json) {
        String rest = "\"," + json.substring(1);
        CRC32 crc = new CRC32();
        crc.update(rest.getBytes(StandardCharsets.UTF_8));
        return String.format("{\"crc\":\"%08x%s%n", crc.getValue(), rest);
    }
}
