package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerFlattenerTest {
    private static final byte[] CAPABILITY = {1, 0, 0, 2, (byte) 0x80, (byte) 0xff, 10, 0, '=', '\n'};

    @TempDir
    Path folder;

    private final List<byte[]> layers = new ArrayList<>();

    private static TarHeader header(String name, char type, String link, long size) {
        return new TarHeader(name, type, 0644, 1001, 1002, size, 5, link, 0, 0, Map.of());
    }

    /** Each entry: "dir/", "file=content", "link->target", "hard=>target". */
    private void layer(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes)) {
            for (String entry : entries) {
                if (entry.endsWith("/")) {
                    tar.add(header(entry.substring(0, entry.length() - 1), '5', "", 0));
                } else if (entry.contains("->")) {
                    tar.add(header(entry.split("->")[0], '2', entry.split("->")[1], 0));
                } else if (entry.contains("=>")) {
                    tar.add(header(entry.split("=>")[0], '1', entry.split("=>")[1], 0));
                } else {
                    byte[] content = entry.substring(entry.indexOf('=') + 1).getBytes(StandardCharsets.UTF_8);
                    tar.add(
                            header(entry.substring(0, entry.indexOf('=')), '0', "", content.length),
                            new ByteArrayInputStream(content));
                }
            }
        }
        layers.add(bytes.toByteArray());
    }

    private Path archive() throws IOException {
        StringBuilder names = new StringBuilder();
        Path archive = folder.resolve("image.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarWriter tar = new TarWriter(out)) {
            for (int i = 0; i < layers.size(); i++) {
                names.append(i == 0 ? "" : ",").append('"').append(i).append("/layer.tar\"");
                tar.add(header(i + ".tar", '0', "", layers.get(i).length), new ByteArrayInputStream(layers.get(i)));
                // As podman writes it.
                tar.add(header(i + "/layer.tar", '2', "../" + i + ".tar", 0));
            }
            byte[] manifest = ("[{\"Layers\":[" + names + "]}]").getBytes(StandardCharsets.UTF_8);
            tar.add(header("manifest.json", '0', "", manifest.length), new ByteArrayInputStream(manifest));
        }
        return archive;
    }

    /** Flattens, and reads the result with another reader: "name type link content". */
    private List<String> flatten(String... paths) throws Exception {
        Path rootfs = folder.resolve("rootfs.tar");
        LayerFlattener.flatten(archive(), rootfs, List.of(paths));
        List<String> lines = new ArrayList<>();
        try (TarFile tar = new TarFile(rootfs)) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                String content = new String(tar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                String link = entry.isLink() ? "=>" : entry.isSymbolicLink() ? "->" : "";
                lines.add(entry.getName()
                        + link
                        + entry.getLinkName()
                        + (entry.isFile() && link.isEmpty() ? "=" + content : ""));
                assertThat(entry.getLongUserId()).isEqualTo(1001);
                assertThat(entry.getLongGroupId()).isEqualTo(1002);
            }
        }
        return lines;
    }

    @Test
    void shouldLayLayersOverEachOther() throws Exception {
        layer("b=old", "a/", "a/x=1", "l->a/x");
        layer("b=new", "a/y=2");

        assertThat(flatten()).containsExactly("a/", "a/x=1", "a/y=2", "b=new", "l->a/x");
    }

    @Test
    void shouldApplyWhiteouts() throws Exception {
        layer("a/", "a/x=1", "a/sub/", "a/sub/z=3", "o/", "o/old=1", "gone=1");
        layer("a/.wh.sub=", ".wh.gone=", "o/", "o/new=2", "o/.wh..wh..opq=");

        assertThat(flatten()).containsExactly("a/", "a/x=1", "o/", "o/new=2");
    }

    @Test
    void shouldKeepADirectorysFilesWhenOnlyItsModeChanged() throws Exception {
        layer("a/", "a/x=1", "d/", "d/y=1");
        layer("a/", "d=a file now");

        assertThat(flatten()).containsExactly("a/", "a/x=1", "d=a file now");
    }

    @Test
    void shouldKeepHardLinksValid() throws Exception {
        layer("m=first", "a=>m", "z=>m");
        layer("m=second");

        assertThat(flatten()).containsExactly("a=first", "m=second", "z=>a");
    }

    @Test
    void shouldWriteOnlyWhatMatches() throws Exception {
        layer("out/", "out/app=1", "out/lib.so=2", "src/", "src/deep/", "src/deep/x.c=3", "src/deep/x.h=4");
        String[] copied = {"/out/a*", "/src/deep/*.h"};

        assertThat(flatten(copied)).containsExactly("out/", "out/app=1", "src/", "src/deep/", "src/deep/x.h=4");
        assertThat(flatten("/src")).containsExactly("src/", "src/deep/", "src/deep/x.c=3", "src/deep/x.h=4");
        assertThat(flatten("/")).hasSize(7);
    }

    @Test
    void shouldTurnALinkIntoAFileWhenItsTargetIsNotWanted() throws Exception {
        layer("a=content", "b=>a");

        assertThat(flatten("/b")).containsExactly("b=content");
    }

    @Test
    void shouldKeepNamesAndAttributesThatFitNoHeader() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = "n".repeat(150) + "/\u00e4 \n'\"";
        TarHeader header = new TarHeader(
                name,
                '0',
                04755,
                5_000_000_000L,
                3_000_000,
                0,
                -7,
                "",
                0,
                0,
                Map.of("SCHILY.xattr.security.capability", CAPABILITY));
        try (TarWriter tar = new TarWriter(bytes)) {
            tar.add(header);
        }
        layers.add(bytes.toByteArray());
        Path rootfs = folder.resolve("rootfs.tar");

        LayerFlattener.flatten(archive(), rootfs);

        assertThat(Files.readAllBytes(rootfs)).isEqualTo(bytes.toByteArray());
        assertThat(TarListing.of(rootfs))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(name + " 0 4755 5000000000:3000000 0")
                .contains("SCHILY.xattr.security.capability=0100000280ff0a003d0a");
    }

    @Test
    void shouldReadCompressedLayers() throws Exception {
        layer("a=1");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(layers.get(0));
        }
        layers.set(0, packed.toByteArray());

        assertThat(flatten()).containsExactly("a=1");
    }

    @Test
    void shouldSayWhenItIsNoImage() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no tar file ".repeat(100));
        Path empty = Files.writeString(folder.resolve("empty"), "");

        assertThatThrownBy(() -> LayerFlattener.flatten(text, folder.resolve("out")))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining(text.toString())
                .hasMessageContaining("no tar file");
        assertThatThrownBy(() -> LayerFlattener.flatten(empty, folder.resolve("out")))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("manifest.json");
    }

    @Test
    void shouldSayWhenTheArchiveIsCutOff() throws Exception {
        layer("a=" + "x".repeat(5000));
        byte[] whole = Files.readAllBytes(archive());
        Path half = Files.write(folder.resolve("half.tar"), Arrays.copyOf(whole, 1500));

        assertThatThrownBy(() -> LayerFlattener.flatten(half, folder.resolve("out")))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("ends in the middle");
    }
}
