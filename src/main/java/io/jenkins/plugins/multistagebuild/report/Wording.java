package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for figures that the text and the page share, so that both say the same. */
final class Wording {
    static final String UNKNOWN = "–";

    private Wording() {}

    static String bytes(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : ByteSize.format(bytes);
    }

    static String percent(double percent) {
        String text = String.format(Locale.ROOT, "%.1f", percent);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 05 s}, {@code 1 h 02 min}. */
    static String duration(@Nullable Long millis) {
        if (millis == null) {
            return UNKNOWN;
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.min(millis / 1000.0, 59.9));
        }
        long seconds = millis / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** {@code 95.9 % smaller than stage 'build' (350 MB)}. */
    static String against(Savings savings, Baseline baseline) {
        String than = baseline.label() + " (" + ByteSize.format(baseline.uncompressedBytes()) + ")";
        if (savings.bytes() == 0) {
            return "as large as " + than;
        }
        boolean smaller = savings.bytes() > 0;
        String much = savings.percent() == null
                ? ByteSize.format(Math.abs(savings.bytes()))
                : percent(Math.abs(savings.percent()));
        return much + (smaller ? " smaller than " : " larger than ") + than;
    }

    /** {@code 412.3 MB exceeds the budget of 400 MB by 12.3 MB}. */
    static String verdict(Budget budget) {
        String measured = ByteSize.format(budget.measuredBytes());
        String limit = ByteSize.format(budget.limitBytes());
        if (measured.equals(limit) && budget.measuredBytes() != budget.limitBytes()) {
            measured = budget.measuredBytes() + " B";
            limit = budget.limitBytes() + " B";
        }
        return budget.within()
                ? measured + " is within the budget of " + limit
                : measured + " exceeds the budget of " + limit + " by "
                        + ByteSize.format(budget.measuredBytes() - budget.limitBytes());
    }

    /** {@code /out/app 6.2 MB, /out/web 1 MB}. */
    static String outputs(List<StageOutput> outputs) {
        return outputs.stream()
                .map(output -> output.path() + " " + ByteSize.format(output.bytes()))
                .collect(Collectors.joining(", "));
    }

    static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : one + "s");
    }
}
