package io.jenkins.plugins.multistagebuild.build.equal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A file tree to which layers are applied in order, as the OCI image specification says: whiteouts hide what lies below
 * their layer, never what the same layer adds. Directories that a layer only implies are root's, mode 0755.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image layer filesystem changeset</a>
 */
final class FileTree {
    private static final String XATTR = "SCHILY.xattr.";
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** What paths point to: several paths may share one, that is what a hard link is. */
    private static final class Node {
        private final FileEntry entry;

        Node(FileEntry entry) {
            this.entry = entry;
        }
    }

    private final TreeMap<String, Node> nodes = new TreeMap<>();

    /** Applies one layer, plain or compressed with gzip. */
    void apply(InputStream layer) throws IOException {
        Map<String, Node> added = new LinkedHashMap<>();
        List<String> hidden = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(plain(layer), "UTF-8")) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                String path = normalise(e.getName());
                if (name(path).startsWith(WHITEOUT)) {
                    hidden.add(path);
                } else if (e.isLink()) {
                    added.put(path, target(added, e));
                } else {
                    added.put(path, new Node(read(e, tar)));
                }
            }
        }
        hidden.forEach(this::hide);
        added.forEach(this::put);
    }

    /** Every path with what lies there, in the order of the paths. */
    SortedMap<String, FileEntry> entries() {
        Map<Node, List<String>> paths = new LinkedHashMap<>();
        nodes.forEach((path, node) ->
                paths.computeIfAbsent(node, n -> new ArrayList<>()).add(path));
        SortedMap<String, FileEntry> entries = new TreeMap<>();
        paths.forEach((node, all) -> {
            String group = all.size() > 1 ? all.get(0) : "";
            all.forEach(path -> entries.put(path, node.entry.withHardLinks(group)));
        });
        return entries;
    }

    private Node target(Map<String, Node> added, TarArchiveEntry link) throws IOException {
        String path = normalise(link.getLinkName());
        Node node = added.containsKey(path) ? added.get(path) : nodes.get(path);
        if (node == null) {
            throw new IOException("layer has a hard link " + link.getName() + " to " + path + ", which is not there");
        }
        return node;
    }

    private void hide(String path) {
        String parent = parent(path);
        if (name(path).equals(OPAQUE)) {
            below(parent).clear();
            return;
        }
        remove(child(parent, name(path).substring(WHITEOUT.length())));
    }

    private void put(String path, Node node) {
        if (!path.equals("/")) {
            Node parent = nodes.get(parent(path));
            if (parent == null || parent.entry.type() != FileEntry.Type.DIRECTORY) {
                put(parent(path), new Node(directory()));
            }
        }
        if (node.entry.type() != FileEntry.Type.DIRECTORY) {
            remove(path);
        }
        nodes.put(path, node);
    }

    private void remove(String path) {
        below(path).clear();
        nodes.remove(path);
    }

    private SortedMap<String, Node> below(String directory) {
        // '0' is the character after '/': the range holds exactly the paths below the directory
        return directory.equals("/") ? nodes.tailMap("/", false) : nodes.subMap(directory + "/", directory + "0");
    }

    private static FileEntry directory() {
        return new FileEntry(FileEntry.Type.DIRECTORY, 0755, 0, 0, 0, "", "", "", new TreeMap<>(), "");
    }

    private static FileEntry read(TarArchiveEntry e, InputStream content) throws IOException {
        FileEntry.Type type = type(e);
        boolean file = type == FileEntry.Type.FILE;
        boolean device = type == FileEntry.Type.CHARACTER_DEVICE || type == FileEntry.Type.BLOCK_DEVICE;
        return new FileEntry(
                type,
                e.getMode() & 07777,
                e.getLongUserId(),
                e.getLongGroupId(),
                file ? e.getSize() : 0,
                file ? sha256(content) : "",
                type == FileEntry.Type.SYMBOLIC_LINK ? e.getLinkName() : "",
                "",
                xattrs(e),
                device ? e.getDevMajor() + ":" + e.getDevMinor() : "");
    }

    private static FileEntry.Type type(TarArchiveEntry e) {
        if (e.isDirectory()) {
            return FileEntry.Type.DIRECTORY;
        }
        if (e.isSymbolicLink()) {
            return FileEntry.Type.SYMBOLIC_LINK;
        }
        if (e.isCharacterDevice()) {
            return FileEntry.Type.CHARACTER_DEVICE;
        }
        if (e.isBlockDevice()) {
            return FileEntry.Type.BLOCK_DEVICE;
        }
        return e.isFIFO() ? FileEntry.Type.FIFO : FileEntry.Type.FILE;
    }

    /** Bytes that are not UTF-8 come out of the tar reader as U+FFFD, so the corpus keeps to values that are. */
    private static SortedMap<String, String> xattrs(TarArchiveEntry e) {
        SortedMap<String, String> xattrs = new TreeMap<>();
        e.getExtraPaxHeaders().forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
                xattrs.put(key.substring(XATTR.length()), hex);
            }
        });
        return xattrs;
    }

    private static String sha256(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InputStream plain(InputStream layer) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(layer, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    /** {@code ./a/b/} and {@code a/b} are {@code /a/b}. */
    private static String normalise(String name) {
        StringBuilder path = new StringBuilder();
        for (String part : name.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                path.append('/').append(part);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }
}
