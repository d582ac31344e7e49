package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a build has found out about its stages so far. Written by the threads of the build, read at its end. Where several
 * machines build together, each hands its {@link #page} to the one that makes the report.
 */
public final class Journal {
    private final long began = System.nanoTime();
    private final Map<Integer, JournalPage.Span> spans = new ConcurrentHashMap<>();
    private final Map<Integer, JournalPage.Size> sizes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> outputBytes = new ConcurrentHashMap<>();
    private final Map<Integer, List<StageOutput>> outputs = new ConcurrentHashMap<>();
    private final Map<Integer, StagePlace> places = new ConcurrentHashMap<>();
    private volatile @Nullable String imageId;
    private volatile @Nullable String platform;
    private volatile @Nullable ImageFigures image;
    private volatile @Nullable Baseline baseline;

    /** Everything so far. */
    public JournalPage page() {
        return new JournalPage(spans, sizes, outputBytes, outputs, imageId, platform, image, baseline);
    }

    /** Adds what another machine found out. */
    public void add(JournalPage page) {
        spans.putAll(page.spans());
        sizes.putAll(page.sizes());
        outputBytes.putAll(page.outputBytes());
        outputs.putAll(page.outputs());
        imageId = page.imageId() == null ? imageId : page.imageId();
        platform = page.platform() == null ? platform : page.platform();
        image = page.image() == null ? image : page.image();
        baseline = page.baseline() == null ? baseline : page.baseline();
    }

    /** Milliseconds since the build began. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    void ran(int stage, long startMillis) {
        ran(stage, new JournalPage.Span(startMillis, now() - startMillis));
    }

    /** Notes when a stage was built. */
    public void ran(int stage, JournalPage.Span span) {
        spans.put(stage, span);
    }

    /** Notes where a stage was built; whoever makes the report knows, so it is on no page. */
    public void ranAt(int stage, StagePlace place) {
        places.put(stage, place);
    }

    StagePlace place(int stage) {
        return places.getOrDefault(stage, StagePlace.HERE);
    }

    JournalPage.@Nullable Span span(int stage) {
        return spans.get(stage);
    }

    void measured(int stage, ImageInfo info) {
        sizes.put(stage, new JournalPage.Size(info.sizeBytes(), info.layerCount()));
    }

    JournalPage.@Nullable Size size(int stage) {
        return sizes.get(stage);
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

    /** Notes the final image. */
    void built(int stage, ImageInfo info) {
        measured(stage, info);
        imageId = info.id();
        String variant = info.variant();
        platform = info.os() + "/" + info.architecture() + (variant == null || variant.isEmpty() ? "" : "/" + variant);
    }

    /** The ID of the final image, once it is built. */
    String imageId() {
        return Objects.requireNonNull(imageId, "the final image is not built yet");
    }

    /** {@code os/architecture[/variant]} of the final image. */
    String platform() {
        return Objects.requireNonNullElse(platform, "unknown");
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
