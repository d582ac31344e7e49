package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files of an image: its layers, one laid over the other.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md">OCI layers</a>
 */
final class FileTree {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** A file whatever its names are: names that share one are hard links of each other. */
    private record Inode(TarHeader header, SavedImage.Layer layer, long position) {
        InputStream open() {
            return new FileSlice(layer.channel(), position, header.size());
        }
    }

    private record Member(TarHeader header, long position) {}

    private final NavigableMap<String, Inode> files = new TreeMap<>();

    /** Lays a layer over what is there. */
    void add(SavedImage.Layer layer) throws IOException {
        List<Member> members = new ArrayList<>();
        TarReader tar = new TarReader(layer.open());
        for (TarHeader header = tar.next(); header != null; header = tar.next()) {
            String name = header.name();
            String base = name.substring(name.lastIndexOf('/') + 1);
            if (base.startsWith(WHITEOUT)) {
                whiteOut(name.substring(0, name.length() - base.length()), base);
            } else if (!name.isEmpty()) {
                members.add(new Member(header, tar.contentPosition()));
            }
        }
        // Whiteouts concern the layers below only, wherever they stand in their own layer.
        for (Member member : members) {
            put(member, layer);
        }
    }

    private void whiteOut(String directory, String base) {
        if (base.equals(OPAQUE)) {
            removeBelow(directory);
        } else if (!base.startsWith(WHITEOUT + WHITEOUT)) {
            String name = directory + base.substring(WHITEOUT.length());
            files.remove(name);
            removeBelow(name + "/");
        }
    }

    private void removeBelow(String prefix) {
        // "0" is the character after "/".
        if (prefix.isEmpty()) {
            files.clear();
        } else {
            files.subMap(prefix, prefix.substring(0, prefix.length() - 1) + "0").clear();
        }
    }

    private void put(Member member, SavedImage.Layer layer) throws IOException {
        TarHeader header = member.header();
        if (!header.isDirectory()) {
            removeBelow(header.name() + "/");
        }
        if (header.type() == TarHeader.HARD_LINK) {
            Inode target = files.get(TarReader.clean(header.linkName()));
            if (target == null) {
                throw new IOException(
                        header.name() + " is a hard link to " + header.linkName() + ", which is not in the image");
            }
            files.put(header.name(), target);
        } else {
            files.put(header.name(), new Inode(header, layer, member.position()));
        }
    }

    /** Writes the wanted files as a tar file, in the order of their paths. */
    void writeTo(TarWriter tar, Predicate<String> wanted) throws IOException {
        IdentityHashMap<Inode, String> written = new IdentityHashMap<>();
        for (Map.Entry<String, Inode> file : files.entrySet()) {
            String name = file.getKey();
            if (!wanted.test(name)) {
                continue;
            }
            Inode inode = file.getValue();
            String first = written.putIfAbsent(inode, name);
            if (first == null) {
                try (InputStream content = inode.open()) {
                    tar.add(inode.header().withName(name), content);
                }
            } else {
                tar.add(inode.header().asLinkTo(name, first));
            }
        }
    }

    /** The paths, sorted. */
    Iterable<String> paths() {
        return files.keySet();
    }
}
