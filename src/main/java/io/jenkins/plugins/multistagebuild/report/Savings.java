package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * How much smaller the final image is than its baseline; negative where it is larger.
 *
 * @param bytes uncompressed bytes saved
 * @param percent of the baseline, to one decimal; null if the baseline has no bytes at all
 */
public record Savings(long bytes, @Nullable Double percent) {
    /** Compares two uncompressed sizes in bytes. */
    public static Savings between(long imageBytes, long baselineBytes) {
        long saved = baselineBytes - imageBytes;
        return new Savings(saved, baselineBytes == 0 ? null : percent(saved, baselineBytes));
    }

    /** How many per cent it is smaller or larger, for people: {@code 95.9 %}; null if the baseline has no bytes at all. */
    public @Nullable String percentText() {
        return percent == null ? null : Wording.percent(Math.abs(percent));
    }

    private static double percent(long part, long whole) {
        return Math.round(part * 1000.0 / whole) / 10.0;
    }
}
