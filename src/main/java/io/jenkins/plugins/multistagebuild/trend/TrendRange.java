package io.jenkins.plugins.multistagebuild.trend;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a trend to look at.
 *
 * @param last how many builds at most, the latest ones
 * @param fromMillis not before this moment
 * @param untilMillis before this one
 */
public record TrendRange(int last, long fromMillis, long untilMillis) {
    /** Everything. */
    public static final TrendRange ALL = new TrendRange(Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * Reads what a page asks for.
     *
     * @param last a number, or {@code all}; null or blank for {@code all}
     * @param from the first day, as {@code 2026-01-31}; null or blank for none
     * @param until the last day; null or blank for none
     * @param zone whose days are meant
     * @throws IllegalArgumentException with a sentence if something is none of that
     */
    public static TrendRange parse(@Nullable String last, @Nullable String from, @Nullable String until, ZoneId zone) {
        return new TrendRange(
                last(last),
                isBlank(from) ? Long.MIN_VALUE : startOf(day(from), zone),
                isBlank(until) ? Long.MAX_VALUE : startOf(day(until).plusDays(1), zone));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static int last(@Nullable String text) {
        if (text == null || text.isBlank() || text.equals("all")) {
            return Integer.MAX_VALUE;
        }
        try {
            int last = Integer.parseInt(text);
            if (last > 0) {
                return last;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong("last", text, "a number of builds, or all"), e);
        }
        throw new IllegalArgumentException(wrong("last", text, "a number of builds from 1 on, or all"));
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(wrong("date", text, "a day such as 2026-01-31"), e);
        }
    }

    private static String wrong(String what, @Nullable String text, String right) {
        return what + " is '" + text + "'; give " + right;
    }

    private static long startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The points inside of it. */
    public List<TrendPoint> of(List<TrendPoint> points) {
        List<TrendPoint> inside = fromMillis == Long.MIN_VALUE && untilMillis == Long.MAX_VALUE
                ? points
                : points.stream()
                        .filter(point -> point.timeMillis() >= fromMillis && point.timeMillis() < untilMillis)
                        .toList();
        return inside.subList(Math.max(0, inside.size() - last), inside.size());
    }
}
