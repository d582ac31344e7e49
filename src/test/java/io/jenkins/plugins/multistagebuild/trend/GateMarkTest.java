package io.jenkins.plugins.multistagebuild.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gates of a report come to in the trend. */
class GateMarkTest {
    @Test
    void shouldTakeTheBudgetOfTheFirstReleases() throws Exception {
        assertThat(GateMark.of(report())).isEqualTo(GateMark.PASSED);
        assertThat(GateMark.of(judged())).isEqualTo(GateMark.INACTIVE);
    }

    @Test
    void shouldTakeTheWorstOfAllGates() throws Exception {
        GateVerdict passed = gate("IMAGE_SIZE", 30_000_000, Criticality.FAILURE, GateOutcome.PASSED);
        GateVerdict accepted = gate("IMAGE_SIZE", 5_000_000, Criticality.FAILURE, GateOutcome.ACCEPTED);
        GateVerdict unstable = gate("LAYER_COUNT", 1, Criticality.UNSTABLE, GateOutcome.FAILED);
        GateVerdict error = gate("LARGEST_LAYER", 1, Criticality.ERROR, GateOutcome.FAILED);
        GateVerdict inactive = gate("IMAGE_SIZE", 1, Criticality.FAILURE, GateOutcome.INACTIVE);
        assertThat(GateMark.of(judged(passed, accepted, inactive))).isEqualTo(GateMark.PASSED);
        assertThat(GateMark.of(judged(passed, unstable))).isEqualTo(GateMark.WARNING);
        assertThat(GateMark.of(judged(unstable, error))).isEqualTo(GateMark.FAILED);
        assertThat(GateMark.of(judged(inactive))).isEqualTo(GateMark.INACTIVE);
    }

    @Test
    void shouldDrawTheBudgetOrElseTheLowestGateOnTheSize() throws Exception {
        SizeReport report = judged(
                gate("IMAGE_SIZE", 30_000_000, Criticality.FAILURE, GateOutcome.PASSED),
                gate("IMAGE_SIZE", 25_000_000, Criticality.UNSTABLE, GateOutcome.PASSED),
                gate("LAYER_COUNT", 5, Criticality.NOTE, GateOutcome.PASSED));
        assertThat(TrendPoint.of(1, "image-size", report, null))
                .extracting(TrendPoint::limitBytes)
                .isEqualTo(25_000_000L);
        assertThat(TrendPoint.of(1, "image-size", judged(), null))
                .extracting(TrendPoint::limitBytes)
                .isNull();
        assertThat(TrendPoint.of(1, "image-size", report(), null))
                .extracting(TrendPoint::limitBytes)
                .isEqualTo(20_000_000L);
    }

    private static SizeReport judged(GateVerdict... gates) throws Exception {
        return report().judged(null, null, List.of(gates), null);
    }

    private static SizeReport report() throws Exception {
        try (InputStream report = GateMarkTest.class.getResourceAsStream("report.json")) {
            return ReportJson.parse(new String(report.readAllBytes(), StandardCharsets.UTF_8), "report.json");
        }
    }

    private static GateVerdict gate(String metric, long limit, Criticality criticality, GateOutcome outcome) {
        return new GateVerdict(
                metric,
                null,
                "PROJECT",
                String.valueOf(limit),
                criticality,
                "bytes",
                BigDecimal.ONE,
                BigDecimal.valueOf(limit),
                outcome,
                "one sentence");
    }
}
