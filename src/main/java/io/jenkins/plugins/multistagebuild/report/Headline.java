package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a report says, in one sentence: {@code 13.2 MB, 95.9 % smaller than the single-stage image, +100 kB since #41,
 * within the budget of 20 MB}. Every view begins with it.
 *
 * @param parts of the sentence, to be joined by commas; the first is the size, or that there is no image
 */
public record Headline(List<Part> parts) {
    /** What a part is for the user. */
    public enum Tone {
        PLAIN,
        GOOD,
        BAD
    }

    /**
     * A part of the sentence.
     *
     * @param before words before the name
     * @param name that others have given, not made harmless yet; empty where the part has none
     * @param tone of the part
     */
    public record Part(String before, String name, Tone tone) {
        /** The words. */
        public String text() {
            return before + Wording.harmless(name);
        }
    }

    public Headline {
        parts = List.copyOf(parts);
    }

    /** The headline of a report. */
    public static Headline of(SizeReport report) {
        ImageFigures image = report.image();
        if (image == null) {
            return new Headline(List.of(new Part("no image was built", "", Tone.BAD)));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(ByteSize.format(image.uncompressedBytes()), "", Tone.PLAIN));
        add(parts, against(report.savings()));
        add(parts, since(report));
        add(parts, budget(report.budget()));
        add(parts, gates(report));
        return new Headline(parts);
    }

    private static void add(List<Part> parts, @Nullable Part part) {
        if (part != null) {
            parts.add(part);
        }
    }

    private static @Nullable Part against(@Nullable Savings savings) {
        if (savings == null) {
            return null;
        }
        if (savings.roundsToNothing()) {
            return new Part("as large as the single-stage image", "", Tone.PLAIN);
        }
        String much =
                Objects.requireNonNullElseGet(savings.percentText(), () -> ByteSize.format(Math.abs(savings.bytes())));
        return savings.bytes() > 0
                ? new Part(much + " smaller than the single-stage image", "", Tone.GOOD)
                : new Part(much + " larger than the single-stage image", "", Tone.BAD);
    }

    private static @Nullable Part since(SizeReport report) {
        ReferenceFigures reference = report.reference();
        Deltas deltas = report.deltas();
        if (reference == null || reference.label() == null || deltas == null || deltas.uncompressed() == null) {
            return null;
        }
        long bytes = deltas.uncompressed().bytes();
        String change = bytes == 0 ? "unchanged" : ByteSize.formatDelta(bytes);
        return new Part(change + " since ", reference.label(), Tone.PLAIN);
    }

    private static @Nullable Part budget(@Nullable Budget budget) {
        if (budget == null) {
            return null;
        }
        String limit = ByteSize.format(budget.limitBytes());
        return budget.within()
                ? new Part("within the budget of " + limit, "", Tone.GOOD)
                : new Part(
                        ByteSize.format(budget.measuredBytes() - budget.limitBytes()) + " over the budget of " + limit,
                        "",
                        Tone.BAD);
    }

    /** The gates, where there are more than the budget and one of them had something to judge. */
    private static @Nullable Part gates(SizeReport report) {
        List<GateVerdict> gates = report.gates();
        if (gates.size() <= (report.budget() == null ? 0 : 1)) {
            return null;
        }
        int failed = report.count(GateOutcome.FAILED);
        int passed = report.count(GateOutcome.PASSED);
        if (failed > 0) {
            return new Part(failed + " of " + Wording.count(gates.size(), "gate") + " failed", "", Tone.BAD);
        }
        if (report.count(GateOutcome.ACCEPTED) > 0) {
            return new Part("increase accepted", "", Tone.PLAIN);
        }
        if (passed == 0) {
            return null;
        }
        return passed == gates.size()
                ? new Part("all " + Wording.count(passed, "gate") + " passed", "", Tone.GOOD)
                : new Part(passed + " of " + Wording.count(gates.size(), "gate") + " passed", "", Tone.PLAIN);
    }

    /** The sentence without a full stop, for plain text. */
    public String text() {
        return text(Wording::harmless);
    }

    /**
     * The sentence without a full stop.
     *
     * @param names writes the names in it, which are the text of others
     */
    String text(UnaryOperator<String> names) {
        return parts.stream()
                .map(part -> part.before() + (part.name().isEmpty() ? "" : names.apply(part.name())))
                .collect(Collectors.joining(", "));
    }
}
