package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.util.ArrayList;
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

    /** {@code +100 kB (+0.8 %)}. */
    static String change(@Nullable Delta delta) {
        if (delta == null) {
            return UNKNOWN;
        }
        String bytes = ByteSize.formatDelta(delta.bytes());
        Double percent = delta.percent();
        return percent == null || delta.bytes() == 0
                ? bytes
                : bytes + " (" + (delta.bytes() > 0 ? "+" : "-") + percent(Math.abs(percent)) + ")";
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

    /** Where else a stage was built: {@code by podman 4.3.1}, {@code once more on linux-2 (4.2 s)}. */
    static List<String> elsewhere(StageFigures stage) {
        List<String> texts = new ArrayList<>();
        if (stage.engine() != null) {
            texts.add("by " + stage.engine().name() + " " + stage.engine().version());
        }
        for (Rebuild rebuild : stage.rebuilds()) {
            String cost = rebuild.durationMillis() == null ? "" : " (" + duration(rebuild.durationMillis()) + ")";
            texts.add("once more " + (rebuild.agent() == null ? "elsewhere" : "on " + rebuild.agent()) + cost);
        }
        return texts;
    }

    /** The target's name, or {@code stage 1} where it has none. */
    static String target(SizeReport report) {
        boolean named =
                report.stages().stream().anyMatch(stage -> report.target().equals(stage.name()));
        return named ? report.target() : "stage " + report.target();
    }

    /** {@code 1 file}, {@code 1,942 files}. */
    static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : one + "s");
    }

    /** A mark on a time axis: {@code 500 ms}, {@code 20 s}, {@code 5 min}, {@code 1:30 min}, {@code 2 h}. */
    static String tick(long millis) {
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds % 60 == 0
                    ? seconds / 60 + " min"
                    : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        return seconds % 3600 == 0
                ? seconds / 3600 + " h"
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    /**
     * Text of others (names, paths, instructions) with its control and formatting characters made visible: it must
     * neither move the cursor of a terminal nor turn the text around it.
     */
    static String harmless(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean shows = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (shows) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }
}
