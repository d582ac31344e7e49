package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.report.Criticality;
import org.jspecify.annotations.Nullable;

/**
 * A limit that an image has to keep to. Made by {@link GateReader}. A soft and a hard limit are two gates.
 *
 * @param metric what is measured
 * @param subject the stage or the path pattern that the metric is about, or null where it needs none
 * @param baseline what the figure is held against
 * @param threshold the limit
 * @param criticality what it means if the image does not keep to it
 * @param minimumChange a change smaller than this passes whatever the threshold, in the metric's unit; 0 for none
 */
public record Gate(
        GateMetric metric,
        @Nullable String subject,
        GateBaseline baseline,
        Threshold threshold,
        Criticality criticality,
        long minimumChange) {
    /** {@code image size}, {@code size of stage 'build'}. */
    String label() {
        return metric.label(subject);
    }
}
