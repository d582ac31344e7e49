package io.jenkins.plugins.multistagebuild.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tars and image archives for tests, by a library other than the reader under test. */
final class TestArchive {
    private TestArchive() {}

    /** A tar under construction. */
    static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

        Tar() {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        }

        Tar gnu() {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            return this;
        }

        Tar file(String name, int size) {
            return file(name, new byte[size], 0644, 0, 0);
        }

        Tar file(String name, byte[] content, int mode, long uid, long gid) {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            entry.setMode(mode);
            entry.setUserId(uid);
            entry.setGroupId(gid);
            return add(entry, content);
        }

        Tar directory(String name) {
            return add(new TarArchiveEntry(name + "/"), new byte[0]);
        }

        Tar hardLink(String name, String target) {
            return link(name, target, TarConstants.LF_LINK);
        }

        Tar symbolicLink(String name, String target) {
            return link(name, target, TarConstants.LF_SYMLINK);
        }

        private Tar link(String name, String target, byte type) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type);
            entry.setLinkName(target);
            return add(entry, new byte[0]);
        }

        Tar add(TarArchiveEntry entry, byte[] content) {
            // A date with a fraction of a second would need an extended header in every entry.
            entry.setLastModifiedTime(FileTime.fromMillis(0));
            try {
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() {
            try {
                out.close();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Tar tar() {
        return new Tar();
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A configuration for these bare layers, with one history step for each. */
    static String config(String architecture, byte[]... layers) {
        StringBuilder diffIds = new StringBuilder();
        StringBuilder history = new StringBuilder("{\"created_by\":\"ENV A=1\",\"empty_layer\":true}");
        for (int i = 0; i < layers.length; i++) {
            diffIds.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(sha256(layers[i]))
                    .append('"');
            history.append(",{\"created_by\":\"COPY layer").append(i).append(" / # buildkit\"}");
        }
        return "{\"os\":\"linux\",\"architecture\":\"" + architecture + "\",\"created\":\"2026-01-02T03:04:05Z\","
                + "\"config\":{\"Cmd\":[\"/app\"]},\"history\":[" + history
                + "],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds + "]}}";
    }

    /** What docker save of 20.10 writes: {@code <id>/layer.tar} and manifest.json. */
    static Map<String, byte[]> dockerArchive(String tag, byte[]... layers) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < layers.length; i++) {
            members.put("layer" + i + "/VERSION", utf8("1.0"));
            members.put("layer" + i + "/layer.tar", layers[i]);
            names.append(i == 0 ? "" : ",").append("\"layer").append(i).append("/layer.tar\"");
        }
        members.put("config.json", utf8(config("amd64", layers)));
        members.put(
                "manifest.json",
                utf8("[{\"Config\":\"config.json\",\"RepoTags\":[\"" + tag + "\"],\"Layers\":[" + names + "]}]"));
        return members;
    }

    /** An OCI layout of one image for each architecture, with the same layers stored as given. */
    static Map<String, byte[]> ociLayout(String tag, byte[][] bare, byte[][] stored, String... architectures) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
        StringBuilder index = new StringBuilder();
        for (String architecture : architectures) {
            byte[] config = utf8(config(architecture, bare));
            StringBuilder layers = new StringBuilder();
            for (byte[] layer : stored) {
                layers.append(layers.isEmpty() ? "" : ",").append(descriptor(members, layer, "layer.v1.tar", ""));
            }
            byte[] manifest = utf8("{\"schemaVersion\":2,\"config\":"
                    + descriptor(members, config, "config.v1+json", "") + ",\"layers\":[" + layers + "]}");
            index.append(index.isEmpty() ? "" : ",")
                    .append(descriptor(
                            members,
                            manifest,
                            "manifest.v1+json",
                            ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/" + tag + "\"}"));
        }
        byte[] attestation = utf8("{\"schemaVersion\":2,\"layers\":[]}");
        index.append(',')
                .append(descriptor(
                        members,
                        attestation,
                        "manifest.v1+json",
                        ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                                + "\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}"));
        byte[] nested = utf8("{\"schemaVersion\":2,\"manifests\":[" + index + "]}");
        members.put(
                "index.json",
                utf8("{\"schemaVersion\":2,\"manifests\":[" + descriptor(members, nested, "index.v1+json", "") + "]}"));
        return members;
    }

    private static String descriptor(Map<String, byte[]> members, byte[] blob, String type, String more) {
        String digest = sha256(blob);
        members.put("blobs/" + digest.replace(':', '/'), blob);
        return "{\"mediaType\":\"application/vnd.oci.image." + type + "\",\"digest\":\"" + digest + "\",\"size\":"
                + blob.length + more + "}";
    }

    static byte[] tarOf(Map<String, byte[]> members) {
        Tar tar = tar();
        members.forEach((name, bytes) -> tar.file(name, bytes, 0644, 0, 0));
        return tar.bytes();
    }

    static Path write(Path file, Map<String, byte[]> members) throws IOException {
        return Files.write(file, tarOf(members));
    }

    static Path writeDirectory(Path directory, Map<String, byte[]> members) throws IOException {
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            Path file = directory.resolve(member.getKey());
            Files.createDirectories(file.getParent());
            Files.copy(new ByteArrayInputStream(member.getValue()), file);
        }
        return directory;
    }
}
