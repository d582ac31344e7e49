package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tar file as an image of one layer, in an OCI image layout that lives in a temporary folder until this is closed. The
 * layer is the tar file itself, a hard link where the file system allows it.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md">OCI image layout</a>
 */
final class OneLayerImage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

    private final Path layout;

    private OneLayerImage(Path layout) {
        this.layout = layout;
    }

    static OneLayerImage of(Path tar, @Nullable String platform, Map<String, String> labels) throws ContainerException {
        try {
            // Beside the tar file: there a hard link works, and there is room for as much.
            Path beside = tar.toAbsolutePath().resolve("..").normalize();
            OneLayerImage image = new OneLayerImage(Files.createTempDirectory(beside, "image"));
            try {
                image.write(tar, platform, labels);
                return image;
            } catch (IOException e) {
                image.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ContainerException(tar + " could not be made an image: " + e.getMessage(), e);
        }
    }

    /** The folder of the layout. */
    Path layout() {
        return layout;
    }

    private void write(Path tar, @Nullable String platform, Map<String, String> labels) throws IOException {
        Files.createDirectories(layout.resolve("blobs/sha256"));
        String layer = sha256(tar);
        addLayer(tar, layer);
        Map<String, Object> config = new LinkedHashMap<>(platform(platform));
        config.put("config", labels.isEmpty() ? Map.of() : Map.of("Labels", labels));
        config.put("rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + layer)));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MANIFEST_TYPE);
        manifest.put("config", add(CONFIG_TYPE, config));
        manifest.put("layers", List.of(descriptor(LAYER_TYPE, layer, Files.size(tar))));
        Map<String, Object> index = Map.of("schemaVersion", 2, "manifests", List.of(add(MANIFEST_TYPE, manifest)));
        Files.write(layout.resolve("index.json"), JSON.writeValueAsBytes(index));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private void addLayer(Path tar, String digest) throws IOException {
        Path blob = blob(digest);
        try {
            Files.createLink(blob, tar);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(tar, blob);
        }
    }

    private Map<String, Object> add(String type, Map<String, Object> document) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(document);
        String digest = HexFormat.of().formatHex(digester().digest(bytes));
        Files.write(blob(digest), bytes);
        return descriptor(type, digest, bytes.length);
    }

    private static Map<String, Object> descriptor(String type, String digest, long size) {
        return Map.of("mediaType", type, "digest", "sha256:" + digest, "size", size);
    }

    private Path blob(String digest) {
        return layout.resolve("blobs/sha256").resolve(digest);
    }

    private static Map<String, String> platform(@Nullable String platform) {
        Map<String, String> fields = new LinkedHashMap<>();
        String[] parts = platform == null ? new String[] {"linux", architecture()} : platform.split("/", 3);
        List<String> names = List.of("os", "architecture", "variant");
        for (int i = 0; i < parts.length; i++) {
            fields.put(names.get(i), parts[i]);
        }
        return fields;
    }

    /** This machine's processor in Go's words; buildah runs on the same machine. */
    private static String architecture() {
        String name = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386", "x86" -> "386";
            default -> name;
        };
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, digester())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws ContainerException {
        try (Stream<Path> files = Files.walk(layout)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ContainerException(layout + " could not be removed: " + e.getMessage(), e);
        }
    }
}
