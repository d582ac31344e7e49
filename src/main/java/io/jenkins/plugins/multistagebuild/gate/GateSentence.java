package io.jenkins.plugins.multistagebuild.gate;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;

/** What a gate says: what was measured against which limit, without a full stop. */
final class GateSentence {
    private GateSentence() {}

    /** {@code Image size: 24.1 MB exceeds 20 MB by 4.1 MB}. */
    static String absolute(Gate gate, BigDecimal figure, boolean passed) {
        Function<BigDecimal, String> print =
                printer(gate.threshold().unit(), figure, gate.threshold().value());
        String words = print.apply(figure);
        String limit = print.apply(gate.threshold().value());
        if (gate.metric().moreIsBetter()) {
            return start(gate) + words + (passed ? " is at least " : " is less than ") + limit;
        }
        String by = gate.threshold()
                .unit()
                .format(figure.subtract(gate.threshold().value()).abs());
        return start(gate) + words + (passed ? " is within " + limit : " exceeds " + limit + " by " + by);
    }

    /** {@code Image size: +12.3 % (+1.5 MB) since #41, more than the +10 % allowed}. */
    static String compared(Gate gate, Growth growth, String label, boolean passed) {
        Function<BigDecimal, String> print = printer(
                gate.threshold().unit(), growth.judged(), gate.threshold().value());
        return start(gate) + change(gate, growth, print) + " since " + label
                + (passed ? ", within the " : ", more than the ")
                + signed(gate, gate.threshold().value(), print) + " allowed";
    }

    /** {@code Image size: +40 kB since #41 is less than the 100 kB that count}. */
    static String tooSmall(Gate gate, Growth growth, String label) {
        GateUnit unit = gate.metric().unit();
        return start(gate) + signed(gate, growth.change(), unit::format) + " since " + label + " is less than the "
                + unit.format(BigDecimal.valueOf(gate.minimumChange())) + " that count";
    }

    /** {@code Image size: not judged, because there is no build before}. */
    static String inactive(Gate gate, String why) {
        return start(gate) + "not judged, because " + why;
    }

    private static String start(Gate gate) {
        String label = gate.label();
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1) + ": ";
    }

    private static String change(Gate gate, Growth growth, Function<BigDecimal, String> print) {
        String judged = signed(gate, growth.judged(), print);
        return gate.threshold().unit() == gate.metric().unit()
                ? judged
                : judged + " (" + signed(gate, growth.change(), gate.metric().unit()::format) + ")";
    }

    /** A change with its sign; a fall of the reduction is counted in percentage points. */
    private static String signed(Gate gate, BigDecimal change, Function<BigDecimal, String> print) {
        boolean fall = gate.metric().moreIsBetter();
        String amount = print.apply(change.abs());
        String sign = change.signum() == 0 ? "" : (change.signum() > 0) == fall ? "-" : "+";
        return sign + (fall ? amount.replace(" %", " points") : amount);
    }

    /** Rounds where that still tells the figure from the limit. */
    private static Function<BigDecimal, String> printer(GateUnit unit, BigDecimal figure, BigDecimal limit) {
        boolean alike = figure.signum() >= 0
                && figure.compareTo(limit) != 0
                && unit.format(figure).equals(unit.format(limit));
        return alike || vanishes(unit, figure.abs()) || vanishes(unit, limit) ? unit::exact : unit::format;
    }

    private static boolean vanishes(GateUnit unit, BigDecimal figure) {
        return figure.signum() != 0 && unit.format(figure).startsWith("0 ");
    }
}
