package io.jenkins.plugins.multistagebuild.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lays layers over each other, from the bottom up, as the OCI image specification says (layer.md, "Whiteouts"): a
 * whiteout hides what lower layers have at that path and never what its own layer has, wherever in the tar it stands.
 * Paths are kept flat; they get sorted the first time that what lies below a directory is wanted, for most images never.
 */
final class LayerMerge {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** Book-keeping of AUFS, in the tar but not in the image. */
    private static final String WHITEOUT_METADATA = ".wh..wh.";

    private Map<String, ImageFile> entries = new HashMap<>();
    /** The same map, once it had to be sorted. */
    private @Nullable TreeMap<String, ImageFile> sorted;

    private final Map<String, Content> contents = new HashMap<>();
    private int layer = -1;
    /** The bytes of all files that the layers hold, seen in the end or not. */
    private long heldBytes;
    /** Whether something may lie below a path that has no entry of its own. */
    private boolean gaps;
    /** A directory that nothing is in the way of; entries of one directory follow each other, so one is remembered. */
    private String clearDirectory = "";

    /** Begins the next layer; what is added from now on lies over everything before. */
    void nextLayer() {
        layer++;
    }

    void add(TarEntry entry) {
        String path = normalize(entry.name());
        if (path.isEmpty()) {
            return;
        }
        int slash = path.lastIndexOf('/');
        if (!path.startsWith(WHITEOUT, slash + 1)) {
            put(path, slash, entry);
            return;
        }
        String parent = path.substring(0, slash);
        String name = path.substring(slash + 1);
        if (name.equals(OPAQUE)) {
            hideBelow(parent);
        } else if (!name.startsWith(WHITEOUT_METADATA)) {
            hide(parent + "/" + name.substring(WHITEOUT.length()));
        }
    }

    private void hide(String path) {
        ImageFile entry = entries.get(path);
        boolean holds = entry == null ? gaps : entry.type() == ImageFile.Type.DIRECTORY;
        if (entry != null && entry.layer() < layer) {
            entries.remove(path);
            gaps |= holds;
            clearDirectory = "";
        }
        if (holds) {
            hideBelow(path);
        }
    }

    private void hideBelow(String directory) {
        if (below(directory).values().removeIf(entry -> entry.layer() < layer)) {
            gaps = true;
            clearDirectory = "";
        }
    }

    private Map<String, ImageFile> below(String directory) {
        if (sorted == null) {
            sorted = new TreeMap<>(entries);
            entries = sorted;
        }
        // '0' is the character after '/', so this is one range.
        return sorted.subMap(directory + "/", directory + "0");
    }

    private void put(String path, int slash, TarEntry entry) {
        ImageFile file = file(path, entry);
        heldBytes += file.bytes();
        ImageFile before = entries.put(path, file);
        if (file.type() != ImageFile.Type.DIRECTORY && (before != null || gaps)) {
            if (before == null || before.type() == ImageFile.Type.DIRECTORY) {
                below(path).clear();
            }
            clearDirectory = "";
        }
        if (slash != clearDirectory.length() || !path.startsWith(clearDirectory)) {
            String parent = path.substring(0, slash);
            clear(parent);
            clearDirectory = parent;
        }
    }

    /** A file or link that lies where a directory is needed gives way, as it does in an overlay. */
    private void clear(String directory) {
        for (String ancestor = directory;
                !ancestor.isEmpty();
                ancestor = ancestor.substring(0, ancestor.lastIndexOf('/'))) {
            ImageFile lower = entries.get(ancestor);
            if (lower != null && lower.type() == ImageFile.Type.DIRECTORY) {
                return;
            }
            entries.remove(ancestor);
            gaps = true;
        }
    }

    private ImageFile file(String path, TarEntry entry) {
        if (entry.isHardLink()) {
            return hardLink(path, entry);
        }
        ImageFile.Type type = entry.isFile()
                ? ImageFile.Type.FILE
                : entry.isDirectory()
                        ? ImageFile.Type.DIRECTORY
                        : entry.isSymbolicLink() ? ImageFile.Type.SYMBOLIC_LINK : ImageFile.Type.SPECIAL;
        String target = type == ImageFile.Type.SYMBOLIC_LINK ? entry.linkName() : null;
        long bytes = type == ImageFile.Type.FILE ? entry.bytes() : 0;
        return new ImageFile(path, type, bytes, entry.mode(), entry.uid(), entry.gid(), layer, target);
    }

    private ImageFile hardLink(String path, TarEntry entry) {
        String target = normalize(entry.linkName());
        ImageFile named = entries.get(target);
        if (named != null && named.type() != ImageFile.Type.FILE && named.type() != ImageFile.Type.HARD_LINK) {
            return new ImageFile(
                    path, named.type(), 0, entry.mode(), entry.uid(), entry.gid(), layer, named.linkTarget());
        }
        Content content = named == null ? new Content(target, layer, 0) : content(named);
        contents.put(path, content);
        return new ImageFile(
                path, ImageFile.Type.HARD_LINK, 0, entry.mode(), entry.uid(), entry.gid(), layer, content.path());
    }

    /** What a file holds, or a link to one, whatever has become of that one since. */
    private Content content(ImageFile file) {
        return file.type() == ImageFile.Type.HARD_LINK
                ? Objects.requireNonNull(contents.get(file.path()), file::path)
                : new Content(file.path(), file.layer(), file.bytes());
    }

    /** The tree; nothing may be added after. */
    FileTree finish() {
        Map<Content, String> heirs = new HashMap<>();
        for (String path : new TreeSet<>(contents.keySet())) {
            ImageFile entry = entries.get(path);
            if (entry != null && entry.type() == ImageFile.Type.HARD_LINK) {
                entries.put(path, settled(entry, heirs));
            }
        }
        return new FileTree(entries, heldBytes);
    }

    /**
     * A hard link whose first name an upper layer hid or replaced still holds the content: the first such link becomes
     * the file, the others its links.
     */
    private ImageFile settled(ImageFile link, Map<Content, String> heirs) {
        Content content = Objects.requireNonNull(contents.get(link.path()), link::path);
        ImageFile first = entries.get(content.path());
        if (first != null && first.type() == ImageFile.Type.FILE && first.layer() == content.layer()) {
            return link;
        }
        String heir = heirs.putIfAbsent(content, link.path());
        boolean inherits = heir == null;
        return new ImageFile(
                link.path(),
                inherits ? ImageFile.Type.FILE : ImageFile.Type.HARD_LINK,
                inherits ? content.bytes() : 0,
                link.mode(),
                link.uid(),
                link.gid(),
                link.layer(),
                heir);
    }

    /** What a hard link shares: the file that had this path in this layer. */
    private record Content(String path, int layer, long bytes) {}

    /** An absolute path without empty names, {@code .} and {@code ..}; empty for the root itself. */
    static String normalize(String name) {
        // Nearly every name in a tar is plain already, and there are as many names as files.
        int start = name.startsWith("./") ? 2 : 0;
        int end = name.endsWith("/") ? name.length() - 1 : name.length();
        boolean plain = start < end && beginsName(name, start, end);
        for (int slash = name.indexOf('/', start);
                plain && slash >= 0 && slash < end;
                slash = name.indexOf('/', slash + 1)) {
            plain = beginsName(name, slash + 1, end);
        }
        return plain ? "/" + name.substring(start, end) : resolved(name);
    }

    /** Whether a name begins here that is surely neither empty nor {@code .} nor {@code ..}. */
    private static boolean beginsName(String path, int start, int end) {
        return start < end && path.charAt(start) != '.' && path.charAt(start) != '/';
    }

    private static String resolved(String name) {
        Deque<String> names = new ArrayDeque<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                names.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                names.addLast(part);
            }
        }
        StringBuilder path = new StringBuilder(name.length() + 1);
        names.forEach(part -> path.append('/').append(part));
        return path.toString();
    }
}
