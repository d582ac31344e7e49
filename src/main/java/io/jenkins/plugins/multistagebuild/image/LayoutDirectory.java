package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An OCI image layout in a directory. Opened files stay open until the store is closed. */
final class LayoutDirectory implements BlobStore {
    private final Path directory;
    private final Map<Path, FileChannel> open = new HashMap<>();

    LayoutDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized @Nullable Blob find(String name) throws IOException {
        // Names come from the archive: normalized as if in a tar, none can lead out of the directory by "..".
        String relative = LayerMerge.normalize(name);
        Path file = directory.resolve(relative.isEmpty() ? "." : relative.substring(1));
        if (!Files.isRegularFile(file)) {
            return null;
        }
        FileChannel channel = open.get(file);
        if (channel == null) {
            channel = FileChannel.open(file);
            open.put(file, channel);
        }
        return new Blob(channel, 0, channel.size());
    }

    @Override
    public synchronized void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
    }
}
