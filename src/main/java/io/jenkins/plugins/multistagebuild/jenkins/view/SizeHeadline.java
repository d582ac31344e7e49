package io.jenkins.plugins.multistagebuild.jenkins.view;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import io.jenkins.plugins.multistagebuild.report.Savings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that every view of a call begins with, in the reader's language: {@code 13.2 MB, 95.9 % smaller than the
 * single-stage image, +100 kB since #41, within the budget of 20 MB}. It is made of what the build itself remembers, so that
 * no report is read for it.
 */
public final class SizeHeadline {
    private static final String PLAIN = "plain";
    private static final String GOOD = "good";
    private static final String BAD = "bad";

    /**
     * A part of the sentence.
     *
     * @param separator what stands before it, nothing before the first
     * @param tone what it is for the user, as a style class
     */
    public record Part(String separator, String text, String tone) {}

    private final List<Part> parts = new ArrayList<>();

    private SizeHeadline() {}

    /** The whole sentence, without a full stop. */
    public static String sentence(SplitBuildAction call) {
        return of(call).stream().map(part -> part.separator() + part.text()).collect(Collectors.joining());
    }

    static List<Part> of(SplitBuildAction call) {
        SizeHeadline headline = new SizeHeadline();
        long bytes = call.getUncompressedBytes();
        headline.add(ByteSize.format(bytes), PLAIN);
        headline.against(call.getSavings());
        headline.since(bytes, call.getReferenceLabel(), call.getReferenceBytes());
        headline.budget(bytes, call.getBudgetBytes());
        headline.gates(call);
        return List.copyOf(headline.parts);
    }

    private void add(String text, String tone) {
        parts.add(new Part(parts.isEmpty() ? "" : Messages.SizeHeadline_separator(), text, tone));
    }

    private void against(@Nullable Savings savings) {
        if (savings == null) {
            return;
        }
        if (savings.roundsToNothing()) {
            add(Messages.SizeHeadline_same(), PLAIN);
            return;
        }
        String much =
                Objects.requireNonNullElseGet(savings.percentText(), () -> ByteSize.format(Math.abs(savings.bytes())));
        if (savings.bytes() > 0) {
            add(Messages.SizeHeadline_smaller(much), GOOD);
        } else {
            add(Messages.SizeHeadline_larger(much), BAD);
        }
    }

    private void since(long bytes, @Nullable String label, @Nullable Long reference) {
        if (label != null && reference != null) {
            add(
                    bytes == reference
                            ? Messages.SizeHeadline_unchanged(label)
                            : Messages.SizeHeadline_since(ByteSize.formatDelta(bytes - reference), label),
                    PLAIN);
        }
    }

    private void budget(long bytes, @Nullable Long budget) {
        if (budget == null) {
            return;
        }
        if (bytes <= budget) {
            add(Messages.SizeHeadline_within(ByteSize.format(budget)), GOOD);
        } else {
            add(Messages.SizeHeadline_over(ByteSize.format(bytes - budget), ByteSize.format(budget)), BAD);
        }
    }

    /** The gates, where there are more than the budget. */
    private void gates(SplitBuildAction call) {
        int gates = call.getGateCount();
        int passed = call.getPassedGateCount();
        int failed = call.getFailedGateCount();
        if (gates <= (call.getBudgetBytes() == null ? 0 : 1)) {
            return;
        }
        if (failed > 0) {
            add(Messages.SizeHeadline_gatesFailed(failed, gates), BAD);
        } else if (call.getAcceptedGateCount() > 0) {
            add(Messages.SizeHeadline_accepted(), PLAIN);
        } else if (passed == gates) {
            add(Messages.SizeHeadline_allGatesPassed(gates), GOOD);
        } else if (passed > 0) {
            add(Messages.SizeHeadline_gatesPassed(passed, gates), PLAIN);
        }
    }
}
