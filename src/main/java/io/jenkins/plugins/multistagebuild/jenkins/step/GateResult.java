package io.jenkins.plugins.multistagebuild.jenkins.step;

import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.SizeReport;

/** How a build did against its limits, in the words of the quality gates of other plugins. */
public enum GateResult {
    /** There is no limit, or nothing could be held against one. */
    INACTIVE,
    /** Also where an increase was accepted. */
    PASSED,
    /** A gate of criticality {@code NOTE} failed, and none of a higher one. */
    NOTE,
    /** A gate of criticality {@code UNSTABLE} failed, and none of a higher one. */
    WARNING,
    /** A gate of criticality {@code ERROR} failed, and none of a higher one. */
    ERROR,
    /** A gate of criticality {@code FAILURE} failed, such as the budget. */
    FAILED;

    /** What a report says. */
    static GateResult of(SizeReport report) {
        Criticality worst = report.worstFailure();
        if (worst != null) {
            return of(worst);
        }
        return report.gates().stream().allMatch(gate -> gate.outcome() == GateOutcome.INACTIVE) ? INACTIVE : PASSED;
    }

    private static GateResult of(Criticality criticality) {
        return switch (criticality) {
            case NOTE -> NOTE;
            case UNSTABLE -> WARNING;
            case ERROR -> ERROR;
            case FAILURE -> FAILED;
        };
    }
}
