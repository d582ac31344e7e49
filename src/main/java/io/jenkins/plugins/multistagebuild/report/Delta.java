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
        Savings lost = Savings.between(after, before);
        Double percent = lost.percent();
        return new Delta(after - before, percent == null ? null : Double.valueOf(percent == 0 ? 0 : -percent));
    }
}
