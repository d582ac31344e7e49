package io.jenkins.plugins.multistagebuild.trend;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A line as small as a word, for a picture in SVG. Its height says how sizes differ, not how large they are. */
public final class Sparkline {
    /** Width of the picture in its own units. */
    public static final int WIDTH = 60;

    /** Its height. */
    public static final int HEIGHT = 16;

    private static final double MARGIN = 2;

    private final List<Long> sizes;

    /** @param sizes from the left to the right */
    public Sparkline(List<Long> sizes) {
        this.sizes = List.copyOf(sizes);
    }

    /** Whether there is a line to draw. */
    public boolean isDrawn() {
        return sizes.size() > 1;
    }

    /** The corners, as a {@code polyline} has them: {@code 2,14 30,2.5 58,9}. */
    public String points() {
        return IntStream.range(0, sizes.size()).mapToObj(this::corner).collect(Collectors.joining(" "));
    }

    private String corner(int i) {
        long least = sizes.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = sizes.stream().mapToLong(Long::longValue).max().orElse(0);
        double right = sizes.size() == 1 ? 1 : (double) i / (sizes.size() - 1);
        double up = most == least ? 0.5 : (double) (sizes.get(i) - least) / (most - least);
        return number(MARGIN + right * (WIDTH - 2 * MARGIN)) + ","
                + number(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number).replace(".0", "");
    }
}
