package io.jenkins.plugins.multistagebuild.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lays layers over each other, from the bottom up, as the OCI image specification says (layer.md, "Whiteouts"): a
 * whiteout hides what lower layers have at that path and never what its own layer has, wherever in the tar it stands.
 * Paths are kept flat and sorted, so that everything below a directory is one range of the map.
 */
final class LayerMerge {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** Book-keeping of AUFS, in the tar but not in the image. */
    private static final String WHITEOUT_METADATA = ".wh..wh.";

    private final TreeMap<String, ImageFile> entries = new TreeMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private int layer = -1;
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
        String parent = path.substring(0, slash);
        String name = path.substring(slash + 1);
        if (name.equals(OPAQUE)) {
            hideBelow(parent);
        } else if (name.startsWith(WHITEOUT_METADATA)) {
            return;
        } else if (name.startsWith(WHITEOUT)) {
            String hidden = parent + "/" + name.substring(WHITEOUT.length());
            hide(hidden);
            hideBelow(hidden);
        } else {
            put(path, parent, entry);
        }
    }

    private void hide(String path) {
        ImageFile entry = entries.get(path);
        if (entry != null && entry.layer() < layer) {
            entries.remove(path);
            gaps = true;
            clearDirectory = "";
        }
    }

    private void hideBelow(String directory) {
        if (below(directory).values().removeIf(entry -> entry.layer() < layer)) {
            gaps = true;
            clearDirectory = "";
        }
    }

    private Map<String, ImageFile> below(String directory) {
        // '0' is the character after '/'.
        return entries.subMap(directory + "/", directory + "0");
    }

    private void put(String path, String parent, TarEntry entry) {
        ImageFile file = file(path, entry);
        ImageFile before = entries.put(path, file);
        if (file.type() != ImageFile.Type.DIRECTORY && (before != null || gaps)) {
            if (before == null || before.type() == ImageFile.Type.DIRECTORY) {
                below(path).clear();
            }
            clearDirectory = "";
        }
        if (!parent.equals(clearDirectory)) {
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
            if (lower == null) {
                gaps = true;
            } else if (lower.type() == ImageFile.Type.DIRECTORY) {
                return;
            } else {
                entries.remove(ancestor);
            }
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
        if (named != null && named.linkTarget() != null && named.type() == ImageFile.Type.HARD_LINK) {
            target = named.linkTarget();
            named = entries.get(target);
        }
        if (named != null && named.type() != ImageFile.Type.FILE) {
            return new ImageFile(
                    path, named.type(), 0, entry.mode(), entry.uid(), entry.gid(), layer, named.linkTarget());
        }
        contents.put(
                path,
                named == null ? new Content(target, layer, 0) : new Content(target, named.layer(), named.bytes()));
        return new ImageFile(path, ImageFile.Type.HARD_LINK, 0, entry.mode(), entry.uid(), entry.gid(), layer, target);
    }

    /** The tree; nothing may be added after. */
    FileTree finish() {
        Map<Content, String> heirs = new HashMap<>();
        entries.replaceAll((path, entry) -> entry.type() == ImageFile.Type.HARD_LINK ? settled(entry, heirs) : entry);
        return new FileTree(entries);
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
        int start = name.startsWith("./") ? 2 : 0;
        int end = name.endsWith("/") ? name.length() - 1 : name.length();
        // Nearly every name in a tar is plain already, and there are as many names as files.
        boolean plain = start < end
                && name.charAt(start) != '.'
                && name.charAt(start) != '/'
                && name.charAt(end - 1) != '/'
                && name.indexOf("//", start) < 0
                && name.indexOf("/.", start) < 0;
        return plain ? "/" + name.substring(start, end) : resolved(name);
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
