package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The earlier build that an image is compared with, or why there is none.
 *
 * @param label what people call it, such as {@code #41} or a file's name; null exactly if there is none
 * @param url of its page, or null
 * @param missing why there is nothing to compare with, in a sentence without a full stop; null exactly if there is
 * @param uncompressedBytes the sum of its layers' tar bytes
 * @param compressedBytes its compressed size, or null if not measured
 * @param diskBytes what its engine said, or null if none was asked or it is another engine than that of this report, since
 *     engines count differently
 * @param changes files that changed since; null exactly if there is nothing to compare with
 */
public record ReferenceFigures(
        @Nullable String label,
        @Nullable String url,
        @Nullable String missing,
        @Nullable Long uncompressedBytes,
        @Nullable Long compressedBytes,
        @Nullable Long diskBytes,
        @Nullable FileChanges changes) {
    public ReferenceFigures {
        Figures.requireCount(uncompressedBytes, "reference.uncompressedBytes");
        Figures.requireCount(compressedBytes, "reference.compressedBytes");
        Figures.requireCount(diskBytes, "reference.diskBytes");
        boolean there = missing == null;
        if (there == (label == null) || there == (uncompressedBytes == null) || there == (changes == null)) {
            throw new IllegalArgumentException("reference has the label " + label + " and is missing because of "
                    + missing + "; either label, uncompressedBytes and changes or missing must be there");
        }
    }

    /** There is none. */
    public static ReferenceFigures missing(String reason) {
        return new ReferenceFigures(null, null, reason, null, null, null, null);
    }

    /**
     * Compares two reports.
     *
     * @param label what to call the earlier one
     * @param url of its page, or null
     */
    public static ReferenceFigures of(String label, @Nullable String url, SizeReport before, SizeReport after) {
        ImageFigures image = before.image();
        if (image == null) {
            return missing(label + " made no image");
        }
        try {
            Comparison comparison =
                    Comparison.between(ComparedImage.of(label, before), ComparedImage.of("this build", after));
            return new ReferenceFigures(
                    label,
                    url,
                    null,
                    image.uncompressedBytes(),
                    image.compressedBytes(),
                    before.engine().equals(after.engine()) ? image.diskBytes() : null,
                    FileChanges.of(comparison));
        } catch (BuildProblemException e) {
            return missing("this build made no image");
        }
    }

    /** Whether there is something to compare with. */
    boolean isThere() {
        return missing == null;
    }
}
