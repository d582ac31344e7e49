package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * How much a size has changed since the reference.
 *
 * @param bytes more than there were; negative for less
 * @param percent of what there were, to one decimal; null if there were none
 */
public record Delta(long bytes, @Nullable Double percent) {
    /** What changed, or null unless both sizes are known. */
    static @Nullable Delta between(@Nullable Long before, @Nullable Long after) {
        if (before == null || after == null) {
            return null;
        }
        return new Delta(after - before, before == 0 ? null : Double.valueOf(percent(before - after, before)));
    }

    private static double percent(long lost, long whole) {
        double percent = Savings.percent(lost, whole);
        return percent == 0 ? 0 : -percent;
    }
}
