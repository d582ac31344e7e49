package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image has to keep to.
 *
 * @param budget the uncompressed size it may have: short for an absolute gate on it whose failing fails the build; or null
 * @param gates the others
 * @param accepted an increase that gates on a change let pass, or null
 */
public record Limits(
        @Nullable ByteSize budget,
        List<Gate> gates,
        @Nullable AcceptedIncrease accepted) {
    public Limits {
        gates = List.copyOf(gates);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return budget == null && gates.isEmpty();
    }

    /** Whether a gate holds its figure against that. */
    public boolean compareWith(GateBaseline baseline) {
        return gates.stream().anyMatch(gate -> gate.baseline() == baseline);
    }

    /** All gates, first that of the budget. */
    List<Gate> all() {
        if (budget == null) {
            return gates;
        }
        List<Gate> all = new ArrayList<>();
        Threshold threshold = new Threshold(BigDecimal.valueOf(budget.bytes()), GateUnit.BYTES, budget.toString());
        all.add(new Gate(GateMetric.IMAGE_SIZE, null, GateBaseline.PROJECT, threshold, Criticality.FAILURE, 0));
        all.addAll(gates);
        return all;
    }
}
