package io.jenkins.plugins.multistagebuild.image;

import static io.jenkins.plugins.multistagebuild.image.TestArchive.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    private static final byte[] BASE =
            tar().directory("etc").file("etc/passwd", 100).file("bin/sh", 5000).bytes();
    private static final byte[] APP =
            tar().file("app", new byte[3000], 04755, 1001, 1002).bytes();

    private static final int SKIPPABLE_BYTES = 12;

    @TempDir
    private Path directory;

    @Test
    void shouldReadDockerSave() throws Exception {
        ArchivedImage image =
                read(TestArchive.write(directory.resolve("a.tar"), TestArchive.dockerArchive("movies:1", BASE, APP)));

        assertThat(image.references()).containsExactly("movies:1");
        assertThat(image.name()).isEqualTo("movies:1");
        assertThat(image.platform()).isEqualTo("linux/amd64");
        assertThat(image.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(image.id()).isEqualTo(TestArchive.sha256(TestArchive.utf8(TestArchive.config("amd64", BASE, APP))));
        assertThat(image.config().path("config").path("Cmd").get(0).asText()).isEqualTo("/app");
        assertThat(image.uncompressedBytes()).isEqualTo(BASE.length + APP.length);
        assertThat(image.compressedBytes()).isNull();
        assertThat(image.layers().get(1))
                .isEqualTo(new Layer(
                        1,
                        TestArchive.sha256(APP),
                        TestArchive.sha256(APP),
                        "application/vnd.oci.image.layer.v1.tar",
                        APP.length,
                        null,
                        "COPY layer1 /"));
        assertThat(image.files().find("/app"))
                .isEqualTo(new ImageFile("/app", ImageFile.Type.FILE, 3000, 04755, 1001, 1002, 1, null));
        assertThat(image.files().fileCount()).isEqualTo(3);
        assertThat(image.files().bytes()).isEqualTo(8100);
    }

    @Test
    void shouldReadOciArchiveWithGzipLayers() throws Exception {
        byte[][] stored = {TestArchive.gzip(BASE), TestArchive.gzip(APP)};
        Path file = TestArchive.write(
                directory.resolve("a.tar"),
                TestArchive.ociLayout("movies:1", new byte[][] {BASE, APP}, stored, "arm64"));

        ArchivedImage image = read(file);

        assertThat(image.references()).containsExactly("movies:1");
        assertThat(image.platform()).isEqualTo("linux/arm64");
        assertThat(image.uncompressedBytes()).isEqualTo(BASE.length + APP.length);
        assertThat(image.compressedBytes()).isEqualTo(stored[0].length + stored[1].length + image.configBytes());
        assertThat(image.layers().get(0).digest()).isEqualTo(TestArchive.sha256(stored[0]));
        assertThat(image.layers().get(0).diffId()).isEqualTo(TestArchive.sha256(BASE));
        assertThat(image.files().largestFiles(1)).extracting(ImageFile::path).containsExactly("/bin/sh");
    }

    @Test
    void shouldReadOciLayoutDirectory() throws Exception {
        byte[][] layers = {BASE, APP};
        ArchivedImage image =
                read(TestArchive.writeDirectory(directory, TestArchive.ociLayout("movies:1", layers, layers, "amd64")));
        assertThat(image.files().fileCount()).isEqualTo(3);
        assertThat(image.compressedBytes()).isNull();
    }

    @Test
    void shouldReadZstdLayersAndSkippableFrames() throws Exception {
        byte[] layer = tar().file("hello", 9000).bytes();
        byte[] zstd = zstd(layer);
        byte[] chunked = new byte[zstd.length + SKIPPABLE_BYTES];
        System.arraycopy(HexFormat.of().parseHex("502a4d180400000001020304"), 0, chunked, 0, SKIPPABLE_BYTES);
        System.arraycopy(zstd, 0, chunked, SKIPPABLE_BYTES, zstd.length);
        byte[] wide = zstd(layer, "--ultra", "-22", "--zstd=wlog=25");
        for (byte[] stored : List.of(zstd, chunked, wide)) {
            Path file = TestArchive.write(
                    directory.resolve("z.tar"),
                    TestArchive.ociLayout("z:1", new byte[][] {layer}, new byte[][] {stored}, "amd64"));
            ArchivedImage image = read(file);
            assertThat(image.uncompressedBytes()).isEqualTo(layer.length);
            assertThat(image.files().find("/hello").bytes()).isEqualTo(9000);
        }
    }

    private byte[] zstd(byte[] bytes, String... options) throws IOException, InterruptedException {
        Path zstd = Path.of("/usr/bin/zstd");
        assumeThat(zstd)
                .as("the zstd program, which makes the layer for this test")
                .exists();
        Path file = Files.write(directory.resolve("layer"), bytes);
        List<String> command = new ArrayList<>(List.of(zstd.toString(), "-q", "-f"));
        command.addAll(List.of(options));
        // From a pipe, so that the program does not know the size and declares its whole window.
        Process process = new ProcessBuilder(command)
                .redirectInput(file.toFile())
                .redirectOutput(directory.resolve("layer.zst").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllBytes(directory.resolve("layer.zst"));
    }

    @Test
    void shouldJoinBothManifestsOfDockerSave25() throws Exception {
        byte[][] layers = {BASE, APP};
        Map<String, byte[]> members = TestArchive.ociLayout("movies:1", layers, layers, "amd64");
        String config = "blobs/"
                + TestArchive.sha256(TestArchive.utf8(TestArchive.config("amd64", layers)))
                        .replace(':', '/');
        members.put(
                "manifest.json",
                TestArchive.utf8("[{\"Config\":\"" + config
                        + "\",\"RepoTags\":[\"movies:1\",\"movies:latest\"],\"Layers\":[]}]"));
        try (ImageArchive archive = ImageArchive.open(TestArchive.write(directory.resolve("a.tar"), members))) {
            assertThat(archive.images()).hasSize(1);
            assertThat(archive.images().get(0).references()).containsExactly("movies:1", "movies:latest");
            assertThat(archive.image("movies").layers()).hasSize(2);
        }
    }

    @Test
    void shouldFollowTheLinkOfARepeatedLayer() throws Exception {
        Map<String, byte[]> members = TestArchive.dockerArchive("a:1", BASE, BASE);
        members.remove("layer1/layer.tar");
        TestArchive.Tar outer = tar();
        members.forEach((name, bytes) -> outer.file(name, bytes, 0644, 0, 0));
        outer.symbolicLink("layer1/layer.tar", "../layer0/layer.tar");
        ArchivedImage image = read(Files.write(directory.resolve("a.tar"), outer.bytes()));
        assertThat(image.uncompressedBytes()).isEqualTo(2L * BASE.length);
    }

    @Test
    void shouldAskWhichOfSeveralPlatforms() throws Exception {
        byte[][] layers = {BASE};
        Path file = TestArchive.write(
                directory.resolve("a.tar"), TestArchive.ociLayout("a:1", layers, layers, "amd64", "arm64"));
        try (ImageArchive archive = ImageArchive.open(file)) {
            assertThat(archive.images())
                    .extracting(ImageCandidate::platform)
                    .containsExactly("linux/amd64", "linux/arm64");
            assertThatThrownBy(archive::image)
                    .isInstanceOf(BuildProblemException.class)
                    .hasMessage(file + ": it holds 2 images; name one by its reference, platform or ID:"
                            + " a:1 (linux/amd64); a:1 (linux/arm64)");
            assertThatThrownBy(() -> archive.image("a:1")).hasMessageContaining("'a:1' fits 2 images");
            assertThatThrownBy(() -> archive.image("linux/s390x"))
                    .hasMessageContaining("it holds no image 'linux/s390x', only a:1 (linux/amd64); a:1 (linux/arm64)");
            assertThat(archive.image("linux/arm64").platform()).isEqualTo("linux/arm64");
            ImageCandidate second = archive.images().get(1);
            assertThat(archive.image(second).id()).isEqualTo(second.id());
            assertThat(archive.image(second.id()).id()).isEqualTo(second.id());
            assertThat(archive.image(second.id().substring(7, 19)).id()).isEqualTo(second.id());
        }
    }

    @Test
    void shouldNameWhatIsMissing() throws Exception {
        Path nothing = directory.resolve("nothing.tar");
        assertProblem(nothing, nothing + ": there is no such file or directory");
        assertProblem(directory, "neither manifest.json nor index.json");
        assertProblem(Files.write(directory.resolve("empty"), new byte[0]), "neither manifest.json nor index.json");
        assertProblem(
                Files.write(directory.resolve("random"), TestArchive.utf8("no tar ".repeat(300))),
                "it is no image archive");
        assertProblem(Files.write(directory.resolve("short"), TestArchive.utf8("no tar")), "it is cut off");
        assertProblem(
                Files.write(directory.resolve("x.tar.gz"), TestArchive.gzip(BASE)),
                "compressed with gzip",
                "decompress it first");
        assertProblem(
                Files.write(directory.resolve("export.tar"), BASE),
                "neither manifest.json nor index.json",
                "docker export");
    }

    @Test
    void shouldNameTheMissingLayer() throws Exception {
        Map<String, byte[]> members = TestArchive.dockerArchive("a:1", BASE, APP);
        members.remove("layer1/layer.tar");
        Path file = TestArchive.write(directory.resolve("a.tar"), members);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining("layer 2 of 2 (layer1/layer.tar) is missing from the archive");
    }

    @Test
    void shouldNameTheDamagedPart() throws Exception {
        byte[] damaged = APP.clone();
        damaged[0] ^= 1;
        byte[] cut = TestArchive.gzip(BASE);
        assertLayerProblem(
                damaged, "layer 1 of 1 (layer0/layer.tar) is damaged (the checksum of the header at byte 0 is wrong)");
        assertLayerProblem(Arrays.copyOf(APP, 700), "layer 1 of 1 (layer0/layer.tar) is cut off");
        assertLayerProblem(Arrays.copyOf(cut, cut.length - 20), "layer 1 of 1 (layer0/layer.tar) is cut off");
        assertLayerProblem(TestArchive.utf8("BZh9".repeat(300)), "is compressed with bzip2, which images do not use");
        assertLayerProblem(
                HexFormat.of().parseHex("28b52ffdffffffffffffffffffffffff"), "layer 1 of 1 (layer0/layer.tar) is");
        Map<String, byte[]> members = TestArchive.dockerArchive("a:1", BASE);
        members.put("manifest.json", TestArchive.utf8("[{"));
        assertProblem(TestArchive.write(directory.resolve("m.tar"), members), "manifest.json is no valid JSON");
        members.put("manifest.json", TestArchive.utf8("[{\"Config\":\"gone.json\"}]"));
        assertProblem(TestArchive.write(directory.resolve("m.tar"), members), "configuration 'gone.json'");
        members.put("manifest.json", TestArchive.utf8("[{\"Config\":\"config.json\",\"Layers\":[]}]"));
        Path file = TestArchive.write(directory.resolve("m.tar"), members);
        assertThatThrownBy(() -> read(file)).hasMessageContaining("names 1 layers, its manifest 0");
    }

    private void assertLayerProblem(byte[] layer, String complaint) throws IOException {
        Path file = TestArchive.write(directory.resolve("d.tar"), TestArchive.dockerArchive("a:1", layer));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldEndInAnImageOrAProblemWhereverTheFileIsCut() throws Exception {
        byte[] whole = TestArchive.tarOf(TestArchive.dockerArchive("a:1", BASE, APP));
        List<Integer> read = new ArrayList<>();
        for (int length = 0; length < whole.length; length += 97) {
            Path file = Files.write(directory.resolve("cut.tar"), Arrays.copyOf(whole, length));
            try {
                read(file);
                read.add(length);
            } catch (BuildProblemException e) {
                assertThat(e.getMessage()).startsWith(file + ": ");
            }
        }
        // Only the zero blocks at the end may be missing.
        assertThat(read).isNotEmpty().allSatisfy(length -> assertThat(length).isGreaterThan(whole.length - 10_240));
    }

    @Test
    void shouldNotLeaveALayoutDirectory() throws Exception {
        Path layout = directory.resolve("layout");
        byte[][] layers = {BASE};
        Map<String, byte[]> members = TestArchive.ociLayout("a:1", layers, layers, "amd64");
        members.put("index.json", TestArchive.utf8("{\"manifests\":[{\"digest\":\"../../secret.json\"}]}"));
        TestArchive.writeDirectory(layout, members);
        Files.write(directory.resolve("secret.json"), TestArchive.utf8("{\"layers\":[]}"));
        assertProblem(layout, "it holds no image");
    }

    @Test
    void shouldReadSpecialFiles() throws Exception {
        byte[] layer = tar().add(new TarArchiveEntry("dev/null", TarConstants.LF_CHR), new byte[0])
                .bytes();
        ArchivedImage image =
                read(TestArchive.write(directory.resolve("s.tar"), TestArchive.dockerArchive("a:1", layer)));
        assertThat(image.files().find("/dev/null").type()).isEqualTo(ImageFile.Type.SPECIAL);
    }

    private static void assertProblem(Path file, String... complaints) {
        assertThatThrownBy(() -> ImageArchive.open(file).close())
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContainingAll(complaints);
    }

    private static ArchivedImage read(Path file) throws BuildProblemException, IOException {
        try (ImageArchive archive = ImageArchive.open(file)) {
            return archive.image();
        }
    }
}
