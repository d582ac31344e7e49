package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * One layer of the final image.
 *
 * @param index its place, 0 at the bottom
 * @param diffId digest of its tar
 * @param instruction that made it; empty if the image does not say
 * @param uncompressedBytes size of its tar in bytes
 * @param compressedBytes size of it compressed in bytes, or null if that was not measured
 */
public record LayerFigures(
        int index,
        String diffId,
        String instruction,
        long uncompressedBytes,
        @Nullable Long compressedBytes) {
    public LayerFigures {
        Figures.requireCount(index, "layers.index");
        Figures.requireText(diffId, "layers.diffId");
        Figures.requireValue(instruction, "layers.instruction");
        Figures.requireCount(uncompressedBytes, "layers.uncompressedBytes");
        Figures.requireCount(compressedBytes, "layers.compressedBytes");
    }
}
