package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds an image against its limits. What is missing (an earlier build, a figure) makes a gate inactive and never fails
 * it; a figure exactly at its limit passes.
 */
public final class GateJudge {
    private final SizeReport report;
    private final References references;
    private final @Nullable AcceptedIncrease accepted;

    private GateJudge(SizeReport report, References references, @Nullable AcceptedIncrease accepted) {
        this.report = report;
        this.references = references;
        this.accepted = accepted;
    }

    /** The same report with its reference, the budget, the gates' verdicts and the accepted increase. */
    public static SizeReport judge(SizeReport report, Limits limits, References references) {
        GateJudge judge = new GateJudge(report, references, limits.accepted());
        List<GateVerdict> verdicts = new ArrayList<>();
        for (Gate gate : limits.all()) {
            verdicts.add(judge.verdict(gate));
        }
        ImageFigures image = report.image();
        Budget budget = limits.budget() == null || image == null
                ? null
                : new Budget(limits.budget().bytes(), Budget.UNCOMPRESSED, image.uncompressedBytes());
        return report.judged(budget, references.figures(report), verdicts, limits.accepted());
    }

    private GateVerdict verdict(Gate gate) {
        Measurement now = Measurement.of(gate.metric(), gate.subject(), report);
        if (now.figure() == null) {
            return inactive(gate, String.valueOf(now.missing()));
        }
        return gate.baseline().isDelta() ? compared(gate, now.figure()) : absolute(gate, now.figure());
    }

    private static GateVerdict absolute(Gate gate, BigDecimal figure) {
        int above = figure.compareTo(gate.threshold().value());
        boolean passed = gate.metric().moreIsBetter() ? above >= 0 : above <= 0;
        return verdict(
                gate,
                figure,
                passed ? GateOutcome.PASSED : GateOutcome.FAILED,
                GateSentence.absolute(gate, figure, passed));
    }

    private GateVerdict compared(Gate gate, BigDecimal figure) {
        References.Candidate candidate = references.of(gate.baseline());
        SizeReport earlier = candidate.report();
        if (earlier == null) {
            return inactive(gate, String.valueOf(candidate.missing()));
        }
        String label = String.valueOf(candidate.label());
        Measurement then = Measurement.of(gate.metric(), gate.subject(), earlier);
        if (then.figure() == null) {
            return inactive(gate, then.missing() + " in " + label);
        }
        if (gate.metric() == GateMetric.DISK_SIZE && !earlier.engine().equals(report.engine())) {
            return inactive(gate, label + " was measured by another engine, and engines count differently");
        }
        Growth growth = Growth.between(gate, then.figure(), figure);
        if (growth == null) {
            return inactive(gate, label + " had none, so growth in per cent cannot be told");
        }
        return compared(gate, growth, label);
    }

    private GateVerdict compared(Gate gate, Growth growth, String label) {
        if (growth.change().abs().compareTo(BigDecimal.valueOf(gate.minimumChange())) < 0) {
            String sentence = GateSentence.tooSmall(gate, growth, label);
            return verdict(gate, growth.judged(), GateOutcome.PASSED, sentence);
        }
        boolean passed = growth.judged().compareTo(gate.threshold().value()) <= 0;
        String sentence = GateSentence.compared(gate, growth, label, passed);
        if (passed || accepted == null) {
            return verdict(gate, growth.judged(), passed ? GateOutcome.PASSED : GateOutcome.FAILED, sentence);
        }
        return verdict(gate, growth.judged(), GateOutcome.ACCEPTED, sentence + "; accepted: " + accepted.reason());
    }

    private static GateVerdict inactive(Gate gate, String why) {
        return verdict(gate, null, GateOutcome.INACTIVE, GateSentence.inactive(gate, why));
    }

    private static GateVerdict verdict(Gate gate, @Nullable BigDecimal measured, GateOutcome outcome, String sentence) {
        return new GateVerdict(
                gate.metric().name(),
                gate.subject(),
                gate.baseline().name(),
                gate.threshold().given(),
                gate.criticality(),
                gate.threshold().unit().toString(),
                measured,
                gate.threshold().value(),
                outcome,
                sentence);
    }
}
