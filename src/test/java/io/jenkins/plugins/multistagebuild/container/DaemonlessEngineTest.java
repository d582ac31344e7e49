package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** Podman and buildah as drivers. */
class DaemonlessEngineTest {
    private static final String NAME = "localhost/msb-test/image";

    @TempDir
    Path folder;

    private ContainerEngine engine(EngineKind kind) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(DaemonlessStorage.in(folder).variables());
        try {
            ContainerEngine engine = ContainerEngines.find(kind, null, environment, new LocalProcessRunner());
            engine.imagesWithLabel("a", "b");
            return engine;
        } catch (ContainerException e) {
            System.out.println("skipped: tests with " + kind.program() + ": " + e.getMessage());
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    private BuildRequest request(String dockerfile) throws Exception {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("a"), "hello\n");
        Files.writeString(context.resolve("b"), "b\n");
        Path file = Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        return BuildRequest.of(context, file).withTag(NAME);
    }

    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "BUILDAH"})
    void shouldBuildInspectTagAndRemove(EngineKind kind) throws Exception {
        ContainerEngine engine = engine(kind);
        Path ignore = Files.writeString(folder.resolve("ignore"), "b\n");
        BuildRequest request = request("FROM scratch\nARG X=0\nLABEL x=$X\nENV A=b=c\nCOPY . /\n")
                .withBuildArgs(Map.of("X", "a value"))
                .withLabels(Map.of("msb.test", "1"))
                .withIgnoreFile(ignore);

        engine.build(request, OutputListener.SILENT);

        ImageInfo image = engine.inspect(NAME);
        assertThat(image).isNotNull();
        assertThat(image.layerCount()).isEqualTo(1);
        assertThat(image.sizeBytes()).isPositive();
        assertThat(image.environment()).contains("A=b=c");
        assertThat(image.config().path("Labels").path("x").asText()).isEqualTo("a value");
        assertThat(files(engine, NAME)).singleElement().asString().startsWith("a 0 0644 0:0 6");
        assertThat(engine.imagesWithLabel("msb.test", "1")).anyMatch(id -> id.endsWith(image.id()));
        engine.tag(NAME, NAME + ":other");
        engine.remove(List.of(NAME, NAME + ":other", NAME + ":never-was"));
        assertThat(engine.inspect(NAME)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "BUILDAH"})
    void shouldNameTheFailingLine(EngineKind kind) throws Exception {
        ContainerEngine engine = engine(kind);
        BuildRequest request = request("FROM scratch AS one\nCOPY a /\n\nFROM scratch\nCOPY missing /\n");

        assertThatThrownBy(() -> engine.build(request, OutputListener.SILENT))
                .isInstanceOfSatisfying(
                        BuildFailedException.class, e -> assertThat(e.line()).isEqualTo(5))
                .hasMessageContaining("'" + kind.program() + " build' exited with");
    }

    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "BUILDAH"})
    void shouldImportWhatATarHolds(EngineKind kind) throws Exception {
        ContainerEngine engine = engine(kind);
        byte[] capability = {1, 0, 0, 2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        // As Jenkins names a workspace, and worse: an image's name may follow such characters, but not in a path of
        // ours.
        Path odd = Files.createDirectories(folder.resolve("job@2@tmp a:b"));
        Path tar = odd.resolve("in.tar");
        try (OutputStream out = Files.newOutputStream(tar);
                TarWriter writer = new TarWriter(out)) {
            writer.add(new TarHeader("bin", '5', 0755, 1, 2, 0, 9, "", 0, 0, Map.of()));
            writer.add(
                    new TarHeader(
                            "bin/cap",
                            '0',
                            0755,
                            0,
                            0,
                            1,
                            9,
                            "",
                            0,
                            0,
                            Map.of("SCHILY.xattr.security.capability", capability)),
                    new ByteArrayInputStream(new byte[] {7}));
            writer.add(new TarHeader("bin/suid", '0', 04750, 1001, 1002, 0, 9, "", 0, 0, Map.of()));
        }

        engine.importTar(tar, NAME, "linux/arm64/v8", Map.of("k", "a $HOME \"b\" \\c"));

        ImageInfo image = engine.inspect(NAME);
        assertThat(image.layerCount()).isEqualTo(1);
        assertThat(image.architecture()).isEqualTo("arm64");
        assertThat(image.config().path("Labels").path("k").asText()).isEqualTo("a $HOME \"b\" \\c");
        assertThat(files(engine, NAME)).isEqualTo(TarListing.of(tar));
        try (var left = Files.list(odd)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("image"));
        }
    }

    /** Of two stages that hand on the same, say: one image with two names. */
    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "BUILDAH"})
    void shouldRemoveAnImageWithSeveralNames(EngineKind kind) throws Exception {
        ContainerEngine engine = engine(kind);
        Path tar = folder.resolve("in.tar");
        try (OutputStream out = Files.newOutputStream(tar);
                TarWriter writer = new TarWriter(out)) {
            writer.add(new TarHeader("bin", '5', 0755, 1, 2, 0, 9, "", 0, 0, Map.of()));
        }
        engine.importTar(tar, NAME, null, Map.of("msb.test", "1"));
        engine.importTar(tar, NAME + ":other", null, Map.of("msb.test", "1"));

        engine.remove(engine.imagesWithLabel("msb.test", "1"));

        assertThat(engine.client.require(List.of("images", "--quiet")).out()).isEmpty();
    }

    private List<String> files(ContainerEngine engine, String reference) throws Exception {
        Path archive = Files.createDirectories(folder.resolve("job@2@tmp a:b")).resolve("saved.tar");
        Path rootfs = folder.resolve("rootfs.tar");
        engine.save(reference, archive);
        LayerFlattener.flatten(archive, rootfs);
        return TarListing.of(rootfs);
    }
}
