package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A badge for a README: {@code image size | 13.2 MB}, coloured by the gate, as an SVG of its own. */
public final class SizeBadge {
    /** Roughly what a letter of Verdana 11 takes. */
    private static final double LETTER = 6.7;

    private static final double IDEOGRAPH = 11;
    private static final int PADDING = 10;

    private final String label;
    private final String unknown;
    private final @Nullable TrendPoint point;

    /**
     * @param label text on the left
     * @param unknown text on the right where there is no image
     * @param point where the image is now; null if there is none
     */
    public SizeBadge(String label, String unknown, @Nullable TrendPoint point) {
        this.label = label;
        this.unknown = unknown;
        this.point = point;
    }

    /** The picture. */
    public String svg() {
        String size = point == null ? unknown : ByteSize.format(point.uncompressedBytes());
        int left = width(label);
        int right = width(size);
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%5$s: %6$s">\
                <title>%5$s: %6$s</title>\
                <clipPath id="r"><rect width="%1$d" height="20" rx="3" fill="#fff"/></clipPath>\
                <g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#555"/>\
                <rect x="%2$d" width="%3$d" height="20" fill="%4$s"/></g>\
                <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\
                <text x="%7$.1f" y="14">%5$s</text>\
                <text x="%8$.1f" y="14">%6$s</text>\
                </g>\
                </svg>""",
                left + right,
                left,
                right,
                colour(),
                escaped(label),
                escaped(size),
                left / 2.0,
                left + right / 2.0);
    }

    private static int width(String text) {
        return (int) Math.ceil(text.codePoints()
                        .mapToDouble(c -> Character.isIdeographic(c) ? IDEOGRAPH : LETTER)
                        .sum())
                + PADDING;
    }

    /** Dark enough for white text. */
    private String colour() {
        if (point == null) {
            return "#6a6a6a";
        }
        return switch (point.gate()) {
            case FAILED -> "#c0392b";
            case WARNING -> "#96660c";
            case PASSED -> "#2e7d32";
            case INACTIVE -> "#0b6aa8";
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') {
                escaped.append("&#").append(c).append(';');
            } else if (c >= ' ') {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
