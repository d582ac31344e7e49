package io.jenkins.plugins.multistagebuild.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quality gate and how the image did. The figures are plain numbers of {@code unit}; {@code sentence} says the same for
 * people.
 *
 * @param metric what is measured, such as {@code IMAGE_SIZE}
 * @param subject the stage or the path pattern that is meant, or null where the metric needs none
 * @param baseline {@code PROJECT}, {@code PREVIOUS_DELTA} or {@code REFERENCE_DELTA}
 * @param threshold the limit as the user wrote it
 * @param criticality what it means if the gate is not passed
 * @param unit of the two figures: {@code bytes}, {@code layers} or {@code percent}
 * @param measured what was measured: the figure itself, or how much it grew; null if it could not be
 * @param limit that it was held against
 * @param outcome how it was judged
 * @param sentence what was measured against which limit, in one sentence without a full stop
 */
public record GateVerdict(
        String metric,
        @Nullable String subject,
        String baseline,
        String threshold,
        Criticality criticality,
        String unit,
        @Nullable BigDecimal measured,
        BigDecimal limit,
        GateOutcome outcome,
        String sentence) {
    public GateVerdict {
        Figures.requireText(metric, "gates.metric");
        Figures.requireText(baseline, "gates.baseline");
        Figures.requireText(threshold, "gates.threshold");
        Figures.requireValue(criticality, "gates.criticality");
        Figures.requireText(unit, "gates.unit");
        Figures.requireValue(limit, "gates.limit");
        Figures.requireValue(outcome, "gates.outcome");
        Figures.requireText(sentence, "gates.sentence");
    }

    /** Whether it was not passed and means at least this. */
    public boolean fails(Criticality least) {
        return outcome == GateOutcome.FAILED && criticality.compareTo(least) >= 0;
    }
}
