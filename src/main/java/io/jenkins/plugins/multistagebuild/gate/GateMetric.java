package io.jenkins.plugins.multistagebuild.gate;

import org.jspecify.annotations.Nullable;

/** What a gate can measure. */
public enum GateMetric {
    /** Uncompressed: the sum of the layers' tar bytes. */
    IMAGE_SIZE(GateUnit.BYTES, Subject.NONE, "image size"),
    /** What a registry stores and a pull moves. */
    COMPRESSED_SIZE(GateUnit.BYTES, Subject.NONE, "compressed size"),
    /** What the engine says that the image takes. */
    DISK_SIZE(GateUnit.BYTES, Subject.NONE, "size on disk"),
    LAYER_COUNT(GateUnit.LAYERS, Subject.NONE, "layer count"),
    /** Uncompressed size of the largest layer. */
    LARGEST_LAYER(GateUnit.BYTES, Subject.NONE, "largest layer"),
    /** Size of the image of one stage. */
    STAGE_SIZE(GateUnit.BYTES, Subject.STAGE, "size of stage"),
    /** How much smaller the image is than the single-stage image; the one metric of which more is better. */
    REDUCTION(GateUnit.PERCENT, Subject.NONE, "reduction"),
    /** Bytes of files that upper layers overwrite or delete. */
    WASTED_BYTES(GateUnit.BYTES, Subject.NONE, "wasted bytes"),
    /** Size of all files at or below the paths that a pattern matches. */
    PATH_SIZE(GateUnit.BYTES, Subject.PATH, "size of");

    /** What a metric is asked about besides the image. */
    enum Subject {
        NONE,
        STAGE,
        PATH
    }

    private final GateUnit unit;
    private final Subject subject;
    private final String label;

    GateMetric(GateUnit unit, Subject subject, String label) {
        this.unit = unit;
        this.subject = subject;
        this.label = label;
    }

    GateUnit unit() {
        return unit;
    }

    Subject subject() {
        return subject;
    }

    /** Whether a larger figure is a better one. */
    boolean moreIsBetter() {
        return this == REDUCTION;
    }

    /** {@code image size}, {@code size of stage 'build'}. */
    String label(@Nullable String about) {
        return about == null ? label : label + " '" + about + "'";
    }
}
