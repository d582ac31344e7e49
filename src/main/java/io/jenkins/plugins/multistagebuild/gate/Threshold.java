package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limit of a gate.
 *
 * @param value never negative
 * @param unit of the value; per cent for a gate on bytes or layers means growth
 * @param given as the user wrote it
 */
record Threshold(BigDecimal value, GateUnit unit, String given) {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,4})?)\\s*%");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads a threshold.
     *
     * @throws BuildProblemException if it does not fit the metric and the baseline
     */
    static Threshold parse(GateMetric metric, GateBaseline baseline, String text) throws BuildProblemException {
        String given = text.strip();
        Matcher percent = PERCENT.matcher(given);
        if (percent.matches()) {
            return percent(metric, baseline, new BigDecimal(percent.group(1)), given);
        }
        return switch (metric.unit()) {
            case BYTES -> new Threshold(BigDecimal.valueOf(size(baseline, given)), GateUnit.BYTES, given);
            case LAYERS -> {
                if (!COUNT.matcher(given).matches()) {
                    throw new BuildProblemException(
                            "threshold '" + given + "' is no number of layers; write one such as 12"
                                    + (baseline.isDelta() ? ", or growth in per cent such as '10 %'" : ""));
                }
                yield new Threshold(new BigDecimal(given), GateUnit.LAYERS, given);
            }
            case PERCENT ->
                throw new BuildProblemException(
                        "threshold '" + given + "' is not in per cent; " + metric + " wants one such as '90 %'");
        };
    }

    private static long size(GateBaseline baseline, String given) throws BuildProblemException {
        try {
            return ByteSize.parse(given).bytes();
        } catch (BuildProblemException e) {
            throw new BuildProblemException(
                    "threshold " + e.getMessage()
                            + (baseline.isDelta() ? "; growth in per cent such as '10 %' may stand here as well" : ""),
                    e);
        }
    }

    private static Threshold percent(GateMetric metric, GateBaseline baseline, BigDecimal value, String given)
            throws BuildProblemException {
        if (metric.unit() != GateUnit.PERCENT && !baseline.isDelta()) {
            throw new BuildProblemException("threshold '" + given + "' is growth in per cent, which needs something to"
                    + " grow from; set baseline PREVIOUS_DELTA or REFERENCE_DELTA, or give "
                    + (metric.unit() == GateUnit.LAYERS ? "a number such as 12" : "a size such as '20 MB'"));
        }
        if (metric.unit() == GateUnit.PERCENT && value.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new BuildProblemException(
                    "threshold '" + given + "' is more than 100 %, which no " + metric + " reaches");
        }
        return new Threshold(value, GateUnit.PERCENT, given);
    }
}
