package io.jenkins.plugins.multistagebuild.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an image did at its gates, without the rest of its report: the answer of {@code multi-stage-build gate}.
 *
 * @param schema version of the document's shape, {@value #SCHEMA}
 * @param headline of the report
 * @param passed whether no gate failed that means {@code UNSTABLE} or more
 * @param gates with their verdicts
 * @param accepted the increase that was accepted, or null
 * @param reference what the image was compared with, or null
 * @param deltas since then, or null
 */
public record GateListing(
        int schema,
        String headline,
        boolean passed,
        List<GateVerdict> gates,
        @Nullable AcceptedIncrease accepted,
        @Nullable ReferenceFigures reference,
        @Nullable Deltas deltas) {
    /** The version of the shape that this program writes. */
    public static final int SCHEMA = 1;

    public GateListing {
        gates = List.copyOf(gates);
    }

    /** The gates of a report. */
    public static GateListing of(SizeReport report) {
        return new GateListing(
                SCHEMA,
                Headline.of(report).text(),
                !report.fails(Criticality.UNSTABLE),
                report.gates(),
                report.accepted(),
                report.reference(),
                report.deltas());
    }

    /** The listing as indented JSON, ending in a newline. */
    public String toJson() {
        return ReportJson.printValue(this);
    }
}
