package io.jenkins.plugins.multistagebuild.image;

import static io.jenkins.plugins.multistagebuild.image.TestArchive.tar;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedSizeTest {
    private static final byte[] BASE = tar().file("zeros", 3_000_000).bytes();
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

    private static CompressedSize measure(Path file) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (ImageArchive archive = ImageArchive.open(file)) {
            return CompressedSize.measure(archive, archive.image(), executor);
        } finally {
            executor.shutdown();
        }
    }
}
