package io.jenkins.plugins.multistagebuild.report;

/**
 * One file of the final image.
 *
 * @param path absolute
 * @param bytes its size; 0 for links, also for hard links, whose bytes count where they point
 * @param layer index of the layer that it comes from
 */
public record FileFigures(String path, long bytes, int layer) {
    public FileFigures {
        Figures.requireText(path, "files.path");
        Figures.requireCount(bytes, "files.bytes");
        Figures.requireCount(layer, "files.layer");
    }

    /** The path of the directory that it lies in; {@code /} for the root. */
    String directory() {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last part of its path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
