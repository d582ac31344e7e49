package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
public final class Suggestion {
    /** Words further apart than this are different words, not slips of the finger. */
    private static final int MAXIMUM_DISTANCE = 2;

    private Suggestion() {}

    /** The option closest to a word, in the word's case where that is all upper or all lower; null: none is close. */
    public static @Nullable String nearest(String word, Collection<String> options) {
        String wanted = word.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = MAXIMUM_DISTANCE + 1;
        for (String option : options) {
            int distance = distance(wanted, option.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                nearest = option;
            }
        }
        return nearest == null ? null : inCaseOf(word, nearest);
    }

    /** {@code "; did you mean 'builder'?"}, or nothing where no option is close. */
    public static String clause(String word, Collection<String> options) {
        String nearest = nearest(word, options);
        return nearest == null || nearest.equals(word) ? "" : "; did you mean '" + nearest + "'?";
    }

    private static String inCaseOf(String word, String option) {
        if (word.equals(word.toLowerCase(Locale.ROOT))) {
            return option.toLowerCase(Locale.ROOT);
        }
        return word.equals(word.toUpperCase(Locale.ROOT)) ? option.toUpperCase(Locale.ROOT) : option;
    }

    /** Levenshtein's distance, or {@code limit} as soon as it cannot be less. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                best = Math.min(best, row[j]);
            }
            if (best >= limit) {
                return limit;
            }
            above = row;
        }
        return Math.min(above[b.length()], limit);
    }
}
