package io.jenkins.plugins.multistagebuild.gate;

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
        @Nullable String minimumChange) {}
