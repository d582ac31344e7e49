package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.build.equal.FileEntry.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSnapshotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = """
            {"os": "linux", "architecture": "amd64", "config": {"Env": ["A=1"], "Image": "sha256:1", "User": "",
            "OnBuild": null, "Volumes": {}, "ArgsEscaped": false, "Labels": {"b": "2", "a": "1"}},
            "history": [{"created_by": "ADD"}, {"created_by": "ENV A=1", "empty_layer": true}]}""";

    private static final String TAG = "an/image:1";

    @TempDir
    private Path work;

    @Test
    void shouldReadEveryAspectOfAFile() throws IOException {
        ImageSnapshot image = read("""
                [{"path": "./d/", "mode": "1770", "uid": 5, "gid": 6},
                 {"path": "d/f", "mode": "4755", "uid": 70000, "gid": 2097152, "text": "hi\\n", "xattrs": {"user.x": "6869"}},
                 {"path": "d/l", "type": "symlink", "link": "../f", "mode": "0777"},
                 {"path": "d/z", "type": "char", "device": "1:5"},
                 {"path": "d/p", "type": "fifo"}]""");

        assertThat(image.files().keySet()).containsExactly("/", "/d", "/d/f", "/d/l", "/d/p", "/d/z");
        assertThat(image.files().get("/d"))
                .returns(Type.DIRECTORY, FileEntry::type)
                .returns("1770", FileEntry::octalMode)
                .returns("5:6", FileEntry::owner);
        assertThat(image.files().get("/d/f"))
                .returns(Type.FILE, FileEntry::type)
                .returns("4755", FileEntry::octalMode)
                .returns("70000:2097152", FileEntry::owner)
                .returns(3L, FileEntry::size)
                .returns("98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4", FileEntry::sha256)
                .returns(Map.of("user.x", "6869"), FileEntry::xattrs);
        assertThat(image.files().get("/d/l"))
                .returns(Type.SYMBOLIC_LINK, FileEntry::type)
                .returns("../f", FileEntry::linkTarget);
        assertThat(image.files().get("/d/z"))
                .returns(Type.CHARACTER_DEVICE, FileEntry::type)
                .returns("1:5", FileEntry::device);
        assertThat(image.files().get("/d/p").type()).isEqualTo(Type.FIFO);
    }

    @Test
    void shouldImplyDirectoriesThatTheLayerLeavesOut() throws IOException {
        assertThat(read("[{\"path\": \"a/b/c\"}]").files().get("/a/b"))
                .returns(Type.DIRECTORY, FileEntry::type)
                .returns("0755", FileEntry::octalMode)
                .returns("0:0", FileEntry::owner);
    }

    @Test
    void shouldHideWhatWhiteoutsName() throws IOException {
        ImageSnapshot image = read(
                "[{\"path\": \"d/\"}, {\"path\": \"d/x\"}, {\"path\": \"dx\"}, {\"path\": \"keep\"}, {\"path\": \"gone\"}]",
                "[{\"path\": \".wh.gone\"}, {\"path\": \".wh.d\"}]");

        assertThat(image.files().keySet()).containsExactly("/", "/dx", "/keep");
    }

    @Test
    void shouldKeepWhatTheLayerOfAnOpaqueDirectoryAdds() throws IOException {
        ImageSnapshot image = read(
                "[{\"path\": \"d/\"}, {\"path\": \"d/old\"}, {\"path\": \"e\"}]",
                "[{\"path\": \"d/\", \"mode\": \"0700\"}, {\"path\": \"d/new\"}, {\"path\": \"d/.wh..wh..opq\"}]");

        assertThat(image.files().keySet()).containsExactly("/", "/d", "/d/new", "/e");
        assertThat(image.files().get("/d").octalMode()).isEqualTo("0700");
    }

    @Test
    void shouldReplaceDirectoriesByFilesAndKeepTheContentOfDirectoriesThatOnlyChange() throws IOException {
        ImageSnapshot image = read(
                "[{\"path\": \"d/\"}, {\"path\": \"d/x\"}, {\"path\": \"e/\"}, {\"path\": \"e/y\"}]",
                "[{\"path\": \"d\", \"text\": \"file\"}, {\"path\": \"e/\", \"mode\": \"0711\"}]");

        assertThat(image.files().keySet()).containsExactly("/", "/d", "/e", "/e/y");
        assertThat(image.files().get("/e").octalMode()).isEqualTo("0711");
    }

    @Test
    void shouldGroupHardLinksUntilALayerReplacesOne() throws IOException {
        String layer =
                "[{\"path\": \"b\", \"text\": \"1\"}, {\"path\": \"a\", \"type\": \"hardlink\", \"link\": \"b\"},"
                        + " {\"path\": \"c\", \"type\": \"hardlink\", \"link\": \"b\"}]";

        assertThat(read(layer).files().values())
                .extracting(FileEntry::hardLinks)
                .containsExactly("", "/a", "/a", "/a");
        assertThat(read(layer, "[{\"path\": \"a\", \"text\": \"2\"}]").files().values())
                .extracting(FileEntry::hardLinks)
                .containsExactly("", "", "/b", "/b");
    }

    @Test
    void shouldReadConfigurationPlatformAndHistory() throws IOException {
        ImageSnapshot image = read("[]");

        assertThat(image.platform()).isEqualTo("linux/amd64");
        assertThat(image.config()).isEqualTo(Map.of("Env", "[\"A=1\"]", "Labels", "{a=\"1\", b=\"2\"}"));
        assertThat(image.history()).containsExactly("ADD", "(no layer) ENV A=1");
    }

    @Test
    void shouldReadCompressedLayersAndLayersThatAreLinks() throws IOException {
        Path layer = work.resolve("layer.tar.gz");
        TarFixture.write(layer, JSON.readTree("[{\"path\": \"f\"}]"));
        Path archive = archive(List.of(layer), "[\"1/layer.tar\", \"2/layer.tar\"]");

        assertThat(ImageSnapshot.read(archive, TAG).files()).containsKey("/f");
    }

    @Test
    void shouldSayWhatAnArchiveLacks() throws IOException {
        Path archive = archive(List.of(), "[\"9/layer.tar\"]");

        assertThatThrownBy(() -> ImageSnapshot.read(archive, TAG))
                .isInstanceOf(IOException.class)
                .hasMessage("image archive has no member 9/layer.tar");
    }

    private ImageSnapshot read(String... layers) throws IOException {
        List<Path> tars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String layer : layers) {
            Path tar = Files.createTempFile(work, "layer", ".tar");
            TarFixture.write(tar, JSON.readTree(layer));
            tars.add(tar);
            names.add("\"" + tars.size() + "/layer.tar\"");
        }
        return ImageSnapshot.read(archive(tars, names.toString()), TAG);
    }

    /** An archive as Docker before 25 writes it, in which layer 2 of a single one is a link to layer 1. */
    private Path archive(List<Path> layers, String names) throws IOException {
        Path archive = Files.createTempFile(work, "image", ".tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < layers.size(); i++) {
                add(tar, (i + 1) + "/layer.tar", Files.readAllBytes(layers.get(i)));
            }
            if (layers.size() == 1) {
                TarArchiveEntry link = new TarArchiveEntry("2/layer.tar", TarConstants.LF_SYMLINK);
                link.setLinkName("../1/layer.tar");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            add(tar, "c.json", CONFIG.getBytes(StandardCharsets.UTF_8));
            String manifest =
                    "[{\"Config\": \"none.json\", \"RepoTags\": null}, {\"Config\": \"c.json\", \"RepoTags\": [\"" + TAG
                            + "\"], \"Layers\": " + names + "}]";
            add(tar, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        }
        return archive;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
