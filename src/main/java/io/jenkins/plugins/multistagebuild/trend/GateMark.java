package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.Locale;

/** How an image did against its limits; lower case in the index and in JSON. */
public enum GateMark {
    /** There was no limit, or nothing to hold against one. */
    INACTIVE,
    /** Or an increase was accepted. */
    PASSED,
    /** A gate of criticality NOTE or UNSTABLE failed. */
    WARNING,
    /** A gate of criticality ERROR or FAILURE failed. */
    FAILED;

    /** What a report says. */
    public static GateMark of(SizeReport report) {
        if (report.gates().isEmpty()) {
            // The first releases wrote a budget and no gates.
            Budget budget = report.budget();
            return budget == null ? INACTIVE : budget.within() ? PASSED : FAILED;
        }
        if (report.fails(Criticality.NOTE)) {
            return report.fails(Criticality.ERROR) ? FAILED : WARNING;
        }
        return report.gates().stream().allMatch(gate -> gate.outcome() == GateOutcome.INACTIVE) ? INACTIVE : PASSED;
    }

    /** The mark of that name; a word of a later release means nothing here, so it counts as no limit. */
    static GateMark of(String text) {
        for (GateMark mark : values()) {
            if (mark.toString().equals(text)) {
                return mark;
            }
        }
        return INACTIVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
