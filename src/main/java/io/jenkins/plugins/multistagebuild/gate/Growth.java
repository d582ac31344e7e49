package io.jenkins.plugins.multistagebuild.gate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much worse a figure has become.
 *
 * @param change in the metric's unit; negative if it became better
 * @param judged the same in the threshold's unit
 */
record Growth(BigDecimal change, BigDecimal judged) {
    /** Between two figures of a gate's metric; null where growth in per cent is asked of nothing. */
    static @Nullable Growth between(Gate gate, BigDecimal then, BigDecimal now) {
        BigDecimal change = gate.metric().moreIsBetter() ? then.subtract(now) : now.subtract(then);
        if (gate.threshold().unit() == gate.metric().unit()) {
            return new Growth(change, change);
        }
        if (then.signum() == 0) {
            return change.signum() == 0 ? new Growth(change, BigDecimal.ZERO) : null;
        }
        return new Growth(change, Measurement.percent(change, then));
    }
}
