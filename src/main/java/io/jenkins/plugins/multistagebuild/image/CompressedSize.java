package io.jenkins.plugins.multistagebuild.image;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a registry would store for an image: its layers compressed, and its configuration. Layers that the archive holds
 * compressed count as they are; the others are compressed to find out, and the result thrown away.
 *
 * @param layerBytes compressed size of each layer in bytes, from the bottom up
 * @param configBytes size of the configuration in bytes
 * @param method how the sizes were found, for people: {@code gzip level 6} or {@code as stored}
 */
public record CompressedSize(List<Long> layerBytes, long configBytes, String method) {
    private static final String COMPUTED = "gzip level " + GzipBlock.LEVEL;
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
     * @param executor runs one task for each block of each bare layer; the caller waits, so it must not be one of its only threads.
     *     Memory is a fixed buffer for each running task
     * @param earlier what is known of layers already; what is found out is added
     * @throws BuildProblemException if a layer cannot be read
     * @throws InterruptedException if the caller is interrupted; running tasks then stop soon
     */
    public static CompressedSize measure(
            ImageArchive archive, ArchivedImage image, Executor executor, LayerSizes earlier)
            throws BuildProblemException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Map<String, Long> known = earlier.read();
        try {
            List<Started> started = new ArrayList<>();
            for (Layer layer : image.layers()) {
                Long size = layer.compressedBytes() == null ? known.get(layer.diffId()) : layer.compressedBytes();
                started.add(new Started(
                        layer,
                        size,
                        size == null ? start(GzipBlock.of(archive.blob(layer), stop), executor) : List.of()));
            }
            List<Long> bytes = new ArrayList<>();
            Map<String, Long> found = new LinkedHashMap<>();
            for (Started layer : started) {
                long size = layer.bytes();
                bytes.add(size);
                if (layer.isWorthNoting()) {
                    found.put(layer.layer().diffId(), size);
                }
            }
            earlier.add(found);
            return new CompressedSize(bytes, image.configBytes(), method(image));
        } catch (ExecutionException e) {
            throw problem(archive, e);
        } finally {
            // Not by interrupting: that would close the archive's channel for everybody.
            stop.set(true);
        }
    }

    /** A layer whose size is known, or whose blocks are being compressed. */
    private record Started(Layer layer, @Nullable Long known, List<FutureTask<Long>> blocks) {
        long bytes() throws ExecutionException, InterruptedException {
            if (known != null) {
                return known;
            }
            long sum = GzipBlock.FRAME_BYTES;
            for (FutureTask<Long> block : blocks) {
                sum += block.get();
            }
            return sum;
        }

        boolean isWorthNoting() {
            return known == null && layer.uncompressedBytes() >= LayerSizes.WORTH_BYTES;
        }
    }

    private static List<FutureTask<Long>> start(List<GzipBlock> blocks, Executor executor) {
        List<FutureTask<Long>> tasks = blocks.stream().map(FutureTask::new).toList();
        tasks.forEach(executor::execute);
        return tasks;
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
}
