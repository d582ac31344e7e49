package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.multistagebuild.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An archive as {@code docker save} and {@code podman save} write it, with its layers as open tar files. A layer is read
 * where it lies in the archive; one that is compressed is unpacked into a temporary file first.
 */
final class SavedImage implements AutoCloseable {
    private static final String MANIFEST = "manifest.json";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;

    /** Where a layer lies: a part of a file. */
    record Layer(FileChannel channel, long start, long size) {
        FileSlice open() {
            return new FileSlice(channel, start, size);
        }
    }

    private record Member(long start, long size, String linkName) {}

    private final FileChannel archive;
    private final List<FileChannel> unpacked = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();

    private SavedImage(FileChannel archive) {
        this.archive = archive;
    }

    /** Opens an archive that holds one image. */
    static SavedImage open(Path file) throws IOException {
        SavedImage image = new SavedImage(FileChannel.open(file, StandardOpenOption.READ));
        try {
            image.readLayers();
            return image;
        } catch (IOException | RuntimeException e) {
            image.close();
            throw e;
        }
    }

    /** The layers, lowest first. */
    List<Layer> layers() {
        return List.copyOf(layers);
    }

    private void readLayers() throws IOException {
        Map<String, Member> members = new HashMap<>();
        TarReader tar = new TarReader(new FileSlice(archive, 0, archive.size()));
        for (TarHeader header = tar.next(); header != null; header = tar.next()) {
            String link = header.type() == TarHeader.SYMBOLIC_LINK ? beside(header.name(), header.linkName()) : "";
            members.put(header.name(), new Member(tar.contentPosition(), header.size(), link));
        }
        Member manifest = find(members, MANIFEST);
        JsonNode images = JsonTree.read(bytes(manifest, manifest.size()));
        if (images.size() != 1) {
            throw new IOException("the archive holds " + images.size() + " images instead of one");
        }
        for (JsonNode name : images.path(0).path("Layers")) {
            layers.add(layer(find(members, TarReader.clean(name.asText()))));
        }
    }

    private static String beside(String name, String target) {
        return TarReader.clean(name + "/../" + target);
    }

    private static Member find(Map<String, Member> members, String name) throws IOException {
        Member member = members.get(name);
        if (member != null && !member.linkName().isEmpty()) {
            member = members.get(member.linkName());
        }
        if (member == null) {
            throw new IOException("this is no image archive as 'docker save' writes it: it has no " + name);
        }
        return member;
    }

    private byte[] bytes(Member member, long length) throws IOException {
        try (InputStream in = new FileSlice(archive, member.start(), length)) {
            return in.readAllBytes();
        }
    }

    private Layer layer(Member member) throws IOException {
        byte[] start = bytes(member, Math.min(2, member.size()));
        int magic = start.length < 2 ? 0 : ((start[0] & 0xff) << 8) | (start[1] & 0xff);
        if (magic == ZSTD_MAGIC) {
            throw new IOException("a layer is compressed with zstd; build it with an image store that uses gzip");
        }
        return magic == GZIP_MAGIC ? unpack(member) : new Layer(archive, member.start(), member.size());
    }

    private Layer unpack(Member member) throws IOException {
        Path file = Files.createTempFile("layer", ".tar");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        unpacked.add(channel);
        try (InputStream in = new GZIPInputStream(new FileSlice(archive, member.start(), member.size()), 1 << 16)) {
            in.transferTo(Channels.newOutputStream(channel));
        }
        return new Layer(channel, 0, channel.size());
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : unpacked) {
            channel.close();
        }
        archive.close();
    }
}
