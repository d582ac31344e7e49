package io.jenkins.plugins.multistagebuild.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An archive in one tar file: where each member lies, found by one walk over the headers. */
final class TarBlobStore implements BlobStore {
    /** More links than any archive chains; docker save links a repeated layer to its first copy. */
    private static final int MOST_LINKS = 8;

    private final FileChannel channel;
    private final Map<String, Blob> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private TarBlobStore(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a tar file.
     *
     * @throws TarFormatException if it is none
     * @throws EOFException if it is cut off
     */
    static TarBlobStore open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            TarBlobStore store = new TarBlobStore(channel);
            store.walk();
            return store;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void walk() throws IOException {
        long length = channel.size();
        TarReader reader = new TarReader(new RangeInputStream(channel, 0, length));
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            String name = LayerMerge.normalize(entry.name());
            if (entry.isFile()) {
                long offset = reader.dataPosition();
                if (entry.storedBytes() > length - offset) {
                    throw new EOFException(name.substring(1) + " should have " + entry.storedBytes()
                            + " bytes, but only " + (length - offset) + " follow");
                }
                files.put(name, new Blob(channel, offset, entry.storedBytes()));
            } else if (entry.isSymbolicLink()) {
                links.put(name, LayerMerge.normalize(name + "/../" + entry.linkName()));
            } else if (entry.isHardLink()) {
                links.put(name, LayerMerge.normalize(entry.linkName()));
            }
        }
    }

    @Override
    public @Nullable Blob find(String name) {
        String path = LayerMerge.normalize(name);
        for (int followed = 0; followed < MOST_LINKS; followed++) {
            Blob blob = files.get(path);
            String target = links.get(path);
            if (blob != null || target == null) {
                return blob;
            }
            path = target;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
