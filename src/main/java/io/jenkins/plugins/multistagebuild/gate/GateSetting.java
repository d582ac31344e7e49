package io.jenkins.plugins.multistagebuild.gate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gate as the user wrote it, not checked yet.
 *
 * @param where it stands, for messages: {@code qualityGates[0]}, {@code --gate 'image-size<=20 MB'}
 * @param metric name of a {@link GateMetric}
 * @param stage name or index of a stage, or null
 * @param path pattern of paths, or null
 * @param baseline name of a {@link GateBaseline}; null for {@code PROJECT}
 * @param threshold the limit: a size, a number of layers or per cent
 * @param criticality name of a {@link io.jenkins.plugins.multistagebuild.report.Criticality}; null for {@code UNSTABLE}
 * @param minimumChange the smallest change that counts, a size or a number of layers; null for every one
 */
public record GateSetting(
        String where,
        @Nullable String metric,
        @Nullable String stage,
        @Nullable String path,
        @Nullable String baseline,
        @Nullable String threshold,
        @Nullable String criticality,
        @Nullable String minimumChange) {

    /**
     * The same with a smallest change that counts, if it compares sizes and has none of its own.
     *
     * @param general a size, or null
     */
    public GateSetting withMinimumChange(@Nullable String general) {
        return minimumChange != null || !isDelta() || !isSize()
                ? this
                : new GateSetting(where, metric, stage, path, baseline, threshold, criticality, general);
    }

    private boolean isDelta() {
        return baseline != null && !is(baseline, GateBaseline.PROJECT);
    }

    private boolean isSize() {
        return metric != null && !is(metric, GateMetric.LAYER_COUNT) && !is(metric, GateMetric.REDUCTION);
    }

    /** Whether a word that was written by hand means a constant; {@code image-size} means {@code IMAGE_SIZE}. */
    static boolean is(String word, Enum<?> constant) {
        return word.strip().toUpperCase(Locale.ROOT).replace('-', '_').equals(constant.name());
    }
}
