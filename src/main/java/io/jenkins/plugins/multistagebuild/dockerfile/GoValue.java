package io.jenkins.plugins.multistagebuild.dockerfile;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values in the notation of Go's standard library, which is what the front end reads flags with. */
final class GoValue {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");
    private static final Pattern DURATION =
            Pattern.compile("[+-]?(?:(?:\\d{1,19}(?:\\.\\d*+)?|\\.\\d++)(?:ns|us|µs|μs|ms|s|m|h))++");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d++(?:\\.\\d*+)?|\\.\\d++)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private static final Pattern SIZE =
            Pattern.compile("\\d++(?:\\.\\d++)? ?(?:[kmgtp]i?b?|b)?", Pattern.CASE_INSENSITIVE);

    private GoValue() {}

    static boolean isBoolean(String text) {
        return isTrue(text) || FALSE.contains(text);
    }

    static boolean isTrue(String text) {
        return TRUE.contains(text);
    }

    /** Nanoseconds, or null where the text is no duration such as {@code 1m30s}, or one too long for 64 bits. */
    static @Nullable Long parseDuration(String text) {
        if (text.equals("0") || text.equals("+0") || text.equals("-0")) {
            return 0L;
        }
        if (!DURATION.matcher(text).matches()) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher parts = DURATION_PART.matcher(text);
        while (parts.find()) {
            Long unit = NANOSECONDS.getOrDefault(parts.group(2), 0L);
            sum = sum.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return null;
        }
        return text.startsWith("-") ? -sum.longValue() : sum.longValue();
    }

    /** Whether the text is a number of bytes with or without a unit, such as {@code 64m}. */
    static boolean isSize(String text) {
        return SIZE.matcher(text).matches();
    }

    /** Whether the text is a number from 0 to the largest signed one of 32 bits. */
    static boolean isUnsigned31(String text) {
        try {
            return Integer.parseInt(text) >= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether the text is a number of at most 32 bits, without a sign. */
    static boolean isUnsigned32(String text, int radix) {
        try {
            return !text.startsWith("+") && Long.parseLong(text, radix) >> Integer.SIZE == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
