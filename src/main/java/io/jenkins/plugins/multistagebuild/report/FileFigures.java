package io.jenkins.plugins.multistagebuild.report;

/**
 * One file of the final image.
 *
 * @param path absolute
 * @param bytes its size
 * @param layer index of the layer that it comes from
 */
public record FileFigures(String path, long bytes, int layer) {
    public FileFigures {
        Figures.requireText(path, "largestFiles.path");
        Figures.requireCount(bytes, "largestFiles.bytes");
        Figures.requireCount(layer, "largestFiles.layer");
    }
}
