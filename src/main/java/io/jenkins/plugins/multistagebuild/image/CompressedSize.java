package io.jenkins.plugins.multistagebuild.image;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

/**
 * What a registry would store for an image: its layers compressed, and its configuration. Layers that the archive holds
 * compressed count as they are; the others are compressed to find out, and the result thrown away.
 *
 * @param layerBytes compressed size of each layer in bytes, from the bottom up
 * @param configBytes size of the configuration in bytes
 * @param method how the sizes were found, for people: {@code gzip level 6} or {@code as stored}
 */
public record CompressedSize(List<Long> layerBytes, long configBytes, String method) {
    /** What docker push uses: the default level of gzip. */
    private static final int LEVEL = 6;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String COMPUTED = "gzip level " + LEVEL;
    /** The method of a size that needed no computing, because the archive holds every layer compressed. */
    public static final String STORED = "as stored";

    public CompressedSize {
        layerBytes = List.copyOf(layerBytes);
    }

    /** Layers and configuration together, in bytes. */
    public long totalBytes() {
        return configBytes + layerBytes.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Measures an image.
     *
     * @param archive the archive that the image was read from
     * @param executor runs one task for each bare layer; the caller waits, so it must not be one of its only threads.
     *     Memory is a fixed buffer for each running task
     * @throws BuildProblemException if a layer cannot be read
     * @throws InterruptedException if the caller is interrupted; running tasks then stop soon
     */
    public static CompressedSize measure(ImageArchive archive, ArchivedImage image, Executor executor)
            throws BuildProblemException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        List<FutureTask<Long>> tasks = new ArrayList<>();
        try {
            for (Layer layer : image.layers()) {
                Long stored = layer.compressedBytes();
                FutureTask<Long> task = new FutureTask<>(() -> stored != null ? stored : gzip(archive, layer, stop));
                tasks.add(task);
                if (stored != null) {
                    task.run();
                } else {
                    executor.execute(task);
                }
            }
            List<Long> bytes = new ArrayList<>();
            for (FutureTask<Long> task : tasks) {
                bytes.add(task.get());
            }
            return new CompressedSize(bytes, image.configBytes(), method(image));
        } catch (ExecutionException e) {
            throw problem(archive, e);
        } finally {
            // Not by interrupting: that would close the archive's channel for everybody.
            stop.set(true);
        }
    }

    private static long gzip(ImageArchive archive, Layer layer, AtomicBoolean stop) throws IOException {
        Counter counter = new Counter();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = archive.blob(layer).open();
                Gzip out = new Gzip(counter)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (stop.get()) {
                    throw new CancellationException("no longer needed");
                }
                out.write(buffer, 0, read);
            }
        }
        return counter.bytes;
    }

    private static String method(ArchivedImage image) {
        long stored = image.layers().stream()
                .filter(layer -> layer.compressedBytes() != null)
                .count();
        if (stored == 0) {
            return COMPUTED;
        }
        int all = image.layers().size();
        return stored == all ? STORED : STORED + ", " + (all - stored) + " of " + all + " layers " + COMPUTED;
    }

    private static BuildProblemException problem(ImageArchive archive, ExecutionException failure) {
        if (failure.getCause() instanceof IOException problem) {
            return ArchiveProblem.of(archive.file(), "", problem);
        }
        throw new IllegalStateException("A layer could not be compressed", failure.getCause());
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(LEVEL);
        }
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
