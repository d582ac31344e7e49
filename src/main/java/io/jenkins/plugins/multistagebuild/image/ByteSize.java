package io.jenkins.plugins.multistagebuild.image;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes that people write and read. Printed in decimal units as Docker does (1 MB = 1,000,000 B); binary
 * units count only where they are written ({@code 1.5 GiB}).
 *
 * @param bytes never negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final int LONGEST_TEXT = 64;
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");
    private static final Pattern NEGATIVE = Pattern.compile("-\\s*[0-9].*", Pattern.DOTALL);
    private static final Map<String, Integer> POWERS = Map.of("", 0, "k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final int FIRST_UNIT_WITH_TWO_DECIMALS = UNITS.indexOf("GB");
    private static final String HOW =
            "write a number and a unit, such as 20 MB, 1.5 GiB, or a plain number of bytes such as 20000000";

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size cannot be negative: " + bytes);
        }
    }

    /**
     * Reads a size: a number without sign, then a decimal unit ({@code kB}, {@code MB}, {@code GB}, {@code TB} …, the
     * {@code B} may be left out), a binary one ({@code KiB}, {@code MiB} …), or none for bytes. Upper and lower case are
     * the same; a fraction of a byte is rounded.
     *
     * @throws BuildProblemException if the text is no size, is negative, or is more than 2⁶³-1 bytes
     */
    public static ByteSize parse(String text) throws BuildProblemException {
        String trimmed = text.strip();
        if (NEGATIVE.matcher(trimmed).matches()) {
            throw new BuildProblemException("'" + shown(text) + "' is negative, and a size cannot be; " + HOW);
        }
        Matcher matcher = SIZE.matcher(trimmed);
        if (trimmed.length() > LONGEST_TEXT || !matcher.matches()) {
            throw new BuildProblemException("'" + shown(text) + "' is no size; " + HOW);
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1))
                .multiply(factor(text, matcher.group(2)))
                .setScale(0, RoundingMode.HALF_UP);
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new BuildProblemException("'" + shown(text) + "' is larger than any size that can be counted ("
                    + Long.MAX_VALUE + " bytes); " + HOW);
        }
        return new ByteSize(bytes.longValueExact());
    }

    private static BigDecimal factor(String text, String unit) throws BuildProblemException {
        String prefix = unit.toLowerCase(Locale.ROOT);
        if (prefix.endsWith("b")) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        boolean binary = prefix.endsWith("i");
        Integer power = POWERS.get(binary ? prefix.substring(0, prefix.length() - 1) : prefix);
        if (power == null || (binary && power == 0)) {
            throw new BuildProblemException("'" + shown(text) + "' has the unknown unit '" + unit + "'; " + HOW);
        }
        return BigDecimal.valueOf(binary ? 1024 : 1000).pow(power);
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }

    /** The number of bytes as people read it; short for {@code new ByteSize(bytes).toString()}. */
    public static String format(long bytes) {
        return new ByteSize(bytes).toString();
    }

    /** The difference between two sizes with its sign: {@code +1.2 MB}, {@code -350 kB}, {@code 0 B}. */
    public static String formatDelta(long delta) {
        if (delta == 0) {
            return "0 B";
        }
        return (delta < 0 ? "-" : "+") + format(delta == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(delta));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** {@code 512 B}, {@code 13.2 MB}, {@code 350 MB}, {@code 1.25 GB}: one decimal, two from gigabytes on. */
    @Override
    public String toString() {
        int unit = 0;
        BigDecimal value = BigDecimal.valueOf(bytes);
        while (unit < UNITS.size() - 1 && rounded(value, unit).compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return plain(rounded(value, unit)) + " " + UNITS.get(unit);
    }

    private static BigDecimal rounded(BigDecimal value, int unit) {
        return value.setScale(unit >= FIRST_UNIT_WITH_TWO_DECIMALS ? 2 : 1, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
