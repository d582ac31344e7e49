package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * How much smaller the final image is than its baseline; negative where it is larger. Both are weighed by the engine, since
 * the tar bytes of a baseline are not known.
 *
 * @param bytes saved on the engine's disk
 * @param percent of the baseline, to one decimal; null if the baseline has no bytes at all
 */
public record Savings(long bytes, @Nullable Double percent) {
    /**
     * Compares two sizes.
     *
     * @param imageBytes what the engine says that the image takes, or null if none was asked
     * @param baselineBytes the same of the baseline, or null without one
     * @return null unless both are known
     */
    public static @Nullable Savings between(@Nullable Long imageBytes, @Nullable Long baselineBytes) {
        if (imageBytes == null || baselineBytes == null) {
            return null;
        }
        long saved = baselineBytes - imageBytes;
        return new Savings(saved, baselineBytes == 0 ? null : percent(saved, baselineBytes));
    }

    /** Whether people would read that it is 0 % smaller or larger. */
    public boolean roundsToNothing() {
        return bytes == 0 || (percent != null && percent == 0);
    }

    /** How many per cent it is smaller or larger, for people: {@code 95.9 %}; null if the baseline has no bytes at all. */
    public @Nullable String percentText() {
        return percent == null ? null : Wording.percent(Math.abs(percent));
    }

    /** A part in per cent of the whole, to one decimal. */
    static double percent(long part, long whole) {
        return Math.round(part * 1000.0 / whole) / 10.0;
    }
}
