package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.report.ReferenceFigures;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import org.jspecify.annotations.Nullable;

/**
 * The earlier builds that an image is compared with.
 *
 * @param previous the build before
 * @param reference the reference build, such as the last one of a change request's target branch
 * @param shown the one of them that the report is to show, or null for none
 */
public record References(
        Candidate previous, Candidate reference, @Nullable Candidate shown) {
    /**
     * An earlier build, or why there is none.
     *
     * @param label what people call it, such as {@code #41}; null exactly if there is none
     * @param url of its page, or null
     * @param report of it; null exactly if there is none
     * @param missing why there is none, to follow "because"; null exactly if there is one
     */
    public record Candidate(
            @Nullable String label,
            @Nullable String url,
            @Nullable SizeReport report,
            @Nullable String missing) {
        public Candidate {
            boolean there = missing == null;
            if (there == (label == null) || there == (report == null)) {
                throw new IllegalArgumentException(
                        "A reference has either a label and a report or a reason why it is missing, not " + label
                                + " and " + missing);
            }
        }

        /** An earlier build. */
        public static Candidate of(String label, @Nullable String url, SizeReport report) {
            return new Candidate(label, url, report, null);
        }

        /** There is none. */
        public static Candidate missing(String reason) {
            return new Candidate(null, null, null, reason);
        }

        private ReferenceFigures figures(SizeReport now) {
            return report == null || label == null
                    ? ReferenceFigures.missing(String.valueOf(missing))
                    : ReferenceFigures.of(label, url, report, now);
        }
    }

    /**
     * No earlier build was looked for.
     *
     * @param reason to say so, to follow "because"
     */
    public static References none(String reason) {
        Candidate none = Candidate.missing(reason);
        return new References(none, none, null);
    }

    /** One earlier build for both kinds of comparison. */
    public static References both(Candidate candidate) {
        return new References(candidate, candidate, candidate);
    }

    Candidate of(GateBaseline baseline) {
        return baseline == GateBaseline.PREVIOUS_DELTA ? previous : reference;
    }

    /** What the report says of the one to show; null if none is. */
    @Nullable
    ReferenceFigures figures(SizeReport now) {
        return shown == null ? null : shown.figures(now);
    }
}
