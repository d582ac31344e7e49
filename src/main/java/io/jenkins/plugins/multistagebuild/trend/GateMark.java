package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.Locale;

/** How an image did against its limits; lower case in the index and in JSON. */
public enum GateMark {
    /** There was no limit. */
    INACTIVE,
    PASSED,
    /** A soft limit was exceeded, or something was noted. */
    WARNING,
    FAILED;

    /** What a report says. */
    public static GateMark of(SizeReport report) {
        Budget budget = report.budget();
        return budget == null ? INACTIVE : budget.within() ? PASSED : FAILED;
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
