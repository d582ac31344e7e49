package io.jenkins.plugins.multistagebuild.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One build stage: what it weighs, how long it took, and what it handed on.
 *
 * @param index its place in the Dockerfile, from 0
 * @param name after {@code AS}, or null if it has none
 * @param line of its {@code FROM}, from 1
 * @param base what it builds on: an image, another stage's name, or {@code scratch}
 * @param status how it ended
 * @param uncompressedBytes size of its image in bytes, or null if it has none or was not measured
 * @param uncompressedMethod how that was found, {@value #LAYER_TAR_BYTES} or {@value #ENGINE}; null exactly if it is
 * @param layerCount number of its image's layers, or null if unknown
 * @param startMillis when it began, from the start of the build; null if it never did
 * @param durationMillis how long it ran; null if it never did
 * @param inputs what it takes from other stages
 * @param outputs what it handed on, by path
 * @param outputBytes everything that it handed on, in bytes; paths that overlap count once
 * @param includes indexes of the stages that were built inside this one's branch, because it builds on them
 * @param agent name of the agent that built it, or null if it was built where the report was made
 * @param queueMillis how long its branch waited for an executor before {@code startMillis}; null if unknown
 * @param engine that built it, where that is not the engine of the report; otherwise null
 * @param rebuilds where it was built once more, because branches that build on it ran on another engine
 */
public record StageFigures(
        int index,
        @Nullable String name,
        int line,
        String base,
        StageStatus status,
        @Nullable Long uncompressedBytes,
        @Nullable String uncompressedMethod,
        @Nullable Integer layerCount,
        @Nullable Long startMillis,
        @Nullable Long durationMillis,
        List<StageInput> inputs,
        List<StageOutput> outputs,
        long outputBytes,
        List<Integer> includes,
        @Nullable String agent,
        @Nullable Long queueMillis,
        @Nullable Engine engine,
        List<Rebuild> rebuilds) {
    /** The sum of the layers' tar bytes, as for the final image. */
    public static final String LAYER_TAR_BYTES = "layer tar bytes";

    /** What the engine says that the image takes. */
    public static final String ENGINE = "engine";

    public StageFigures {
        Figures.requireCount(index, "stages.index");
        Figures.requireText(base, "stages.base");
        Figures.requireValue(status, "stages.status");
        Figures.requireCount(uncompressedBytes, "stages.uncompressedBytes");
        Figures.requireCount(layerCount, "stages.layerCount");
        Figures.requireCount(startMillis, "stages.startMillis");
        Figures.requireCount(durationMillis, "stages.durationMillis");
        Figures.requireCount(outputBytes, "stages.outputBytes");
        inputs = Figures.listed(inputs, "stages.inputs");
        outputs = Figures.listed(outputs, "stages.outputs");
        includes = Figures.listed(includes, "stages.includes");
        Figures.requireCount(queueMillis, "stages.queueMillis");
        rebuilds = Figures.listed(rebuilds, "stages.rebuilds");
        if (line < 1) {
            throw new IllegalArgumentException("stages.line is " + line + ", but lines count from 1");
        }
        if ((uncompressedBytes == null) != (uncompressedMethod == null)) {
            throw new IllegalArgumentException("stages.uncompressedBytes is " + uncompressedBytes
                    + " but stages.uncompressedMethod is " + uncompressedMethod + "; both or neither must be there");
        }
        if ((startMillis == null) != (durationMillis == null)) {
            throw new IllegalArgumentException("stages.startMillis is " + startMillis + " but stages.durationMillis is "
                    + durationMillis + "; both or neither must be there");
        }
    }

    /** Its name, or {@code stage 2} where it has none. */
    public String label() {
        return name == null ? "stage " + index : name;
    }
}
