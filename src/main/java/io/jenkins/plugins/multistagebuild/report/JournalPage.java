package io.jenkins.plugins.multistagebuild.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one machine found out about its part of a build, in a form that travels and is kept: JSON. Maps are by the index of the stage.
 *
 * @param spans when stages were built
 * @param sizes what the engine says about the images of stages
 * @param outputBytes all bytes that stages handed on
 * @param outputs what stages handed on, path by path
 * @param imageId the final image's ID, or null
 * @param platform the final image's platform, or null
 * @param image what the final image weighs, or null
 * @param baseline what it is compared with, or null
 */
public record JournalPage(
        Map<Integer, Span> spans,
        Map<Integer, Size> sizes,
        Map<Integer, Long> outputBytes,
        Map<Integer, List<StageOutput>> outputs,
        @Nullable String imageId,
        @Nullable String platform,
        @Nullable ImageFigures image,
        @Nullable Baseline baseline) {
    public JournalPage {
        spans = Map.copyOf(spans);
        sizes = Map.copyOf(sizes);
        outputBytes = Map.copyOf(outputBytes);
        outputs = Map.copyOf(outputs);
    }

    /**
     * When a piece of work ran.
     *
     * @param startMillis from the start of the build
     * @param durationMillis how long
     */
    public record Span(long startMillis, long durationMillis) {}

    /**
     * A stage's image.
     *
     * @param bytes what the engine says it takes
     * @param layers how many it has
     */
    public record Size(long bytes, int layers) {}

    /** The same with the digest that a registry gave the final image, which must be there. */
    public JournalPage withDigest(String digest) {
        if (image == null) {
            throw new IllegalStateException("there is no image yet to have the digest " + digest);
        }
        return new JournalPage(
                spans, sizes, outputBytes, outputs, imageId, platform, image.withDigest(digest), baseline);
    }

    /** As JSON. */
    public String json() {
        return ReportJson.printValue(this);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static JournalPage parse(String json) {
        return ReportJson.readValue(json, JournalPage.class);
    }
}
