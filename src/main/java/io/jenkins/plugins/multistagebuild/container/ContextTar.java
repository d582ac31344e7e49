package io.jenkins.plugins.multistagebuild.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A build context as a tar file, with the members that docker's client sends: everything belongs to root, modes and links
 * stay, several names of one file become hard links, sockets are left out. Extended attributes are not read, since Java
 * has no way to most of them.
 */
public final class ContextTar {
    private final Path context;
    private final DockerIgnore ignore;
    private final Map<String, byte[]> extras;

    public ContextTar(Path context, DockerIgnore ignore) {
        this(context, ignore, Map.of());
    }

    private ContextTar(Path context, DockerIgnore ignore, Map<String, byte[]> extras) {
        this.context = context;
        this.ignore = ignore;
        this.extras = Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    /** The same context with one more file, which takes the place of whatever has its path. */
    public ContextTar with(String path, byte[] content) {
        Map<String, byte[]> more = new HashMap<>(extras);
        more.put(path, content.clone());
        return new ContextTar(context, ignore, more);
    }

    /** Writes it; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        try (TarWriter tar = new TarWriter(out)) {
            writeChildren(context, "", tar, new HashMap<>());
            for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
                byte[] content = extra.getValue();
                TarHeader header = new TarHeader(
                        extra.getKey(), TarHeader.FILE, 0644, 0, 0, content.length, 0, "", 0, 0, Map.of());
                tar.add(header, new ByteArrayInputStream(content));
            }
        }
    }

    private void writeChildren(Path directory, String prefix, TarWriter tar, Map<Long, String> linked)
            throws IOException {
        for (Map.Entry<String, Path> child : children(directory).entrySet()) {
            String name = prefix + child.getKey();
            if (extras.containsKey(name)) {
                continue;
            }
            FileFacts facts = FileFacts.of(child.getValue());
            boolean excluded = ignore.excludes(name);
            if (!excluded) {
                write(child.getValue(), name, facts, tar, linked);
            }
            if (facts.isDirectory() && (!excluded || ignore.mayHoldIncluded(name))) {
                writeChildren(child.getValue(), name + "/", tar, linked);
            }
        }
    }

    private static void write(Path file, String name, FileFacts facts, TarWriter tar, Map<Long, String> linked)
            throws IOException {
        if (facts.isSocket()) {
            return;
        }
        TarHeader header = facts.header(name, file);
        String first = facts.hasSeveralNames() ? linked.putIfAbsent(facts.inode(), name) : null;
        if (first != null) {
            tar.add(header.asLinkTo(name, first));
        } else if (header.type() == TarHeader.FILE) {
            try (InputStream content = Files.newInputStream(file)) {
                tar.add(header, content);
            }
        } else {
            tar.add(header);
        }
    }

    /** By name, in the order of its bytes, as docker's client walks. */
    private static Map<String, Path> children(Path directory) throws IOException {
        Map<String, Path> children = new TreeMap<>(
                Comparator.comparing((String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        List<Path> listed = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(listed::add);
        }
        for (Path path : listed) {
            children.put(FileFacts.name(path), path);
        }
        return children;
    }
}
