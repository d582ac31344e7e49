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
import java.util.function.Predicate;

/**
 * A build context as a tar file, with the members that docker's client sends: everything belongs to root, modes and links
 * stay, several names of one file become hard links, sockets are left out. Extended attributes are not read, since Java
 * has no way to most of them.
 */
public final class ContextTar {
    private final Path context;
    private final DockerIgnore ignore;
    private final Predicate<String> wanted;
    private final Map<String, byte[]> extras;

    public ContextTar(Path context, DockerIgnore ignore) {
        this(context, ignore, path -> true, Map.of());
    }

    private ContextTar(Path context, DockerIgnore ignore, Predicate<String> wanted, Map<String, byte[]> extras) {
        this.context = context;
        this.ignore = ignore;
        this.wanted = wanted;
        this.extras = Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    /** The same context with one more file, which takes the place of whatever has its path. */
    public ContextTar with(String path, byte[] content) {
        Map<String, byte[]> more = new HashMap<>(extras);
        more.put(path, content.clone());
        return new ContextTar(context, ignore, wanted, more);
    }

    /** Of the same context only these paths, slash-separated from the context, and the directories above them. */
    public ContextTar only(Predicate<String> paths) {
        return new ContextTar(context, ignore, paths, extras);
    }

    /** Writes it; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        try (TarWriter tar = new TarWriter(out)) {
            writeChildren(context, "", tar, new Written());
            for (Map.Entry<String, byte[]> extra : extras.entrySet()) {
                byte[] content = extra.getValue();
                TarHeader header = new TarHeader(
                        extra.getKey(), TarHeader.FILE, 0644, 0, 0, content.length, 0, "", 0, 0, Map.of());
                tar.add(header, new ByteArrayInputStream(content));
            }
        }
    }

    /**
     * What is known about the members so far.
     *
     * @param linked the first name of each file that has several
     * @param above the directories above the current one that nothing has been written of yet, the highest first
     */
    private record Written(Map<Long, String> linked, List<TarHeader> above) {
        Written() {
            this(new HashMap<>(), new ArrayList<>());
        }
    }

    private void writeChildren(Path directory, String prefix, TarWriter tar, Written written) throws IOException {
        for (Map.Entry<String, Path> child : children(directory).entrySet()) {
            String name = prefix + child.getKey();
            if (extras.containsKey(name)) {
                continue;
            }
            FileFacts facts = FileFacts.of(child.getValue());
            boolean excluded = ignore.excludes(name);
            boolean taken = !excluded && wanted.test(name);
            if (taken) {
                write(child.getValue(), name, facts, tar, written);
            }
            if (facts.isDirectory() && (!excluded || ignore.mayHoldIncluded(name))) {
                int depth = written.above().size();
                if (!excluded && !taken) {
                    written.above().add(facts.header(name, child.getValue()));
                }
                writeChildren(child.getValue(), name + "/", tar, written);
                if (written.above().size() > depth) {
                    written.above().remove(depth);
                }
            }
        }
    }

    private static void write(Path file, String name, FileFacts facts, TarWriter tar, Written written)
            throws IOException {
        if (facts.isSocket()) {
            return;
        }
        for (TarHeader directory : written.above()) {
            tar.add(directory);
        }
        written.above().clear();
        TarHeader header = facts.header(name, file);
        String first = facts.hasSeveralNames() ? written.linked().putIfAbsent(facts.inode(), name) : null;
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
