package io.jenkins.plugins.multistagebuild.image;

import static io.jenkins.plugins.multistagebuild.image.TestArchive.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedSizeTest {
    private static final byte[] BASE = tar().file("zeros", 1_000_000).bytes();
    private static final byte[] APP = tar().file("app", 100).bytes();

    @TempDir
    private Path directory;

    @Test
    void shouldComputeWhatTheArchiveHoldsBare() throws Exception {
        Path file = TestArchive.write(directory.resolve("a.tar"), TestArchive.dockerArchive("a:1", BASE, APP));
        CompressedSize size = measure(file);
        assertThat(size.method()).isEqualTo("gzip level 6");
        assertThat(size.layerBytes())
                .containsExactly((long) TestArchive.gzip(BASE).length, (long) TestArchive.gzip(APP).length);
        assertThat(size.totalBytes())
                .isEqualTo(TestArchive.gzip(BASE).length + TestArchive.gzip(APP).length + size.configBytes());
    }

    /** In blocks, for all processors: the text before a block counts, or every block would hold it anew. */
    @Test
    void shouldComputeALargeLayerNearlyAsInOneGo() throws Exception {
        String line = IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        byte[] text = line.repeat(600).getBytes(StandardCharsets.US_ASCII);
        byte[] noise = new byte[GzipBlock.BYTES + 1];
        new Random(7).nextBytes(noise);
        byte[] layer = tar().file("text", text, 0644, 0, 0)
                .file("noise", noise, 0644, 0, 0)
                .bytes();
        Path file = TestArchive.write(directory.resolve("a.tar"), TestArchive.dockerArchive("a:1", layer));

        long inOneGo = TestArchive.gzip(layer).length;
        assertThat(layer).hasSizeGreaterThan(4 * GzipBlock.BYTES);
        assertThat(measure(file).layerBytes().get(0)).isCloseTo(inOneGo, withinPercentage(0.2));
    }

    @Test
    void shouldTakeWhatTheArchiveHoldsCompressed() throws Exception {
        byte[] gzip = TestArchive.gzip(BASE);
        byte[][] bare = {BASE, APP};
        Path all = TestArchive.write(
                directory.resolve("a.tar"),
                TestArchive.ociLayout("a:1", bare, new byte[][] {gzip, TestArchive.gzip(APP)}, "amd64"));
        assertThat(measure(all).method()).isEqualTo("as stored");
        assertThat(measure(all).layerBytes()).first().isEqualTo((long) gzip.length);
        Path some = TestArchive.write(
                directory.resolve("b.tar"), TestArchive.ociLayout("a:1", bare, new byte[][] {gzip, APP}, "amd64"));
        assertThat(measure(some).method()).isEqualTo("as stored, 1 of 2 layers gzip level 6");
    }

    @Test
    void shouldNotCompressAgainWhatIsKnown() throws Exception {
        byte[] large = tar().file("zeros", 3_000_000).bytes();
        Path file = TestArchive.write(directory.resolve("a.tar"), TestArchive.dockerArchive("a:1", large, APP));
        LayerSizes sizes = LayerSizes.in(directory.resolve("cache"));

        CompressedSize first = measure(file, sizes);
        Map<String, Long> noted = sizes.read();
        assertThat(noted.values()).containsExactly(first.layerBytes().get(0));
        assertThat(measure(file, sizes)).isEqualTo(first);

        sizes.add(Map.of(noted.keySet().iterator().next(), 42L));
        assertThat(measure(file, sizes).layerBytes())
                .containsExactly(42L, first.layerBytes().get(1));
    }

    private static CompressedSize measure(Path file) throws Exception {
        return measure(file, LayerSizes.none());
    }

    private static CompressedSize measure(Path file, LayerSizes sizes) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (ImageArchive archive = ImageArchive.open(file)) {
            return CompressedSize.measure(archive, archive.image(), executor, sizes);
        } finally {
            executor.shutdown();
        }
    }
}
