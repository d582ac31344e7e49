package io.jenkins.plugins.multistagebuild.trend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;

/**
 * The index file of a job's trend. Lines are only ever appended, so a crash can harm no more than the last one: reading
 * passes over it, and the next line takes its place. All that is in it can be found again in the reports of the builds,
 * see {@link SavedReports}. Two threads must not write at the same time.
 */
public final class TrendIndex {
    private static final int BLOCK = 4096;

    private final Path file;

    /** The index in that file, which need not exist. */
    public TrendIndex(Path file) {
        this.file = file;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** What it says; nothing if there is none. */
    public IndexContent read() throws IOException {
        try {
            return IndexContent.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return IndexContent.NONE;
        }
    }

    /**
     * Adds points, or takes them in place of those of the same build and call.
     *
     * @return false if what a crash left was removed, so that points may be missing
     * @throws IOException if that failed; the file then is as before
     */
    public boolean append(Collection<TrendPoint> points) throws IOException {
        int length =
                points.stream().mapToInt(point -> IndexLine.of(point).length).sum();
        ByteBuffer lines = ByteBuffer.allocate(length);
        points.forEach(point -> lines.put(IndexLine.of(point)));
        return append(
                lines.flip(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Takes out the points of a build; does nothing if there is no file. */
    public void delete(int build) throws IOException {
        try {
            append(
                    ByteBuffer.wrap(IndexLine.deleted(build)),
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (NoSuchFileException e) {
            // The job is being deleted, or never had one.
            return;
        }
    }

    /** Writes a file of these points, by build, over what is there; it is there whole or not at all. */
    public void replace(Collection<TrendPoint> points) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            new TrendIndex(partial)
                    .append(points.stream().sorted(TrendPoint.ORDER).toList());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private boolean append(ByteBuffer lines, Set<StandardOpenOption> how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            long size = channel.size();
            long end = lastLineEnd(channel, size);
            if (end < size) {
                channel.truncate(end);
            }
            try {
                if (end == 0) {
                    write(channel, ByteBuffer.wrap(IndexLine.header()), 0);
                }
                write(channel, lines, channel.size());
            } catch (IOException e) {
                truncate(channel, end, e);
                throw e;
            }
            return end == size;
        }
    }

    /** Where the last whole line ends. */
    private static long lastLineEnd(FileChannel channel, long size) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long end = size; end > 0; end -= BLOCK) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            int got = 0;
            while (got >= 0 && block.hasRemaining()) {
                got = channel.read(block, start + block.position());
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    private static void truncate(FileChannel channel, long size, IOException cause) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
