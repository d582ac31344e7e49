package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The size that an image may have.
 *
 * @param limitBytes that it may have at most
 * @param metric which of its sizes is meant: {@value #UNCOMPRESSED}
 * @param measuredBytes that it has
 */
public record Budget(long limitBytes, String metric, long measuredBytes) {
    /** The sum of the layers' tar bytes. */
    public static final String UNCOMPRESSED = "uncompressed";

    public Budget {
        Figures.requireCount(limitBytes, "budget.limitBytes");
        Figures.requireCount(measuredBytes, "budget.measuredBytes");
        if (!UNCOMPRESSED.equals(metric)) {
            throw new IllegalArgumentException(
                    "budget.metric is '" + metric + "', but only '" + UNCOMPRESSED + "' is known");
        }
    }

    /** Whether the image keeps to it; exactly at the limit it does. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean within() {
        return measuredBytes <= limitBytes;
    }

    /** What was measured against which limit, in one sentence without a full stop. */
    public String sentence() {
        return Wording.verdict(this);
    }
}
