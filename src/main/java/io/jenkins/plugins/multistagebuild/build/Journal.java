package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a build has found out about its stages so far. Written by the threads of the build, read at its end. */
final class Journal {
    /**
     * When a piece of work ran.
     *
     * @param startMillis from the start of the build
     * @param durationMillis how long
     */
    record Span(long startMillis, long durationMillis) {}

    private final long began = System.nanoTime();
    private final Map<Integer, Span> spans = new ConcurrentHashMap<>();
    private final Map<Integer, ImageInfo> stages = new ConcurrentHashMap<>();
    private final Map<Integer, Long> outputBytes = new ConcurrentHashMap<>();
    private final Map<Integer, List<StageOutput>> outputs = new ConcurrentHashMap<>();
    private volatile @Nullable String imageId;
    private volatile @Nullable ImageFigures image;
    private volatile @Nullable Baseline baseline;

    /** Milliseconds since the build began. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    void ran(int stage, long startMillis) {
        spans.put(stage, new Span(startMillis, now() - startMillis));
    }

    @Nullable
    Span span(int stage) {
        return spans.get(stage);
    }

    void measured(int stage, ImageInfo info) {
        stages.put(stage, info);
    }

    @Nullable
    ImageInfo stage(int stage) {
        return stages.get(stage);
    }

    long outputBytes(int stage) {
        return outputBytes.getOrDefault(stage, 0L);
    }

    void listed(int stage, OutputListing listing) {
        outputs.put(stage, listing.outputs());
        outputBytes.put(stage, listing.bytes());
    }

    List<StageOutput> outputs(int stage) {
        return outputs.getOrDefault(stage, List.of());
    }

    void built(String id) {
        imageId = id;
    }

    /** The ID of the final image, once it is built. */
    String imageId() {
        return Objects.requireNonNull(imageId, "the final image is not built yet");
    }

    void analysed(ImageFigures figures) {
        image = figures;
    }

    @Nullable
    ImageFigures image() {
        return image;
    }

    void comparedWith(Baseline found) {
        baseline = found;
    }

    @Nullable
    Baseline baseline() {
        return baseline;
    }
}
