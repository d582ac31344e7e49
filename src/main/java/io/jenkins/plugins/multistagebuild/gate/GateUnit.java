package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a gate's figures count. */
enum GateUnit {
    BYTES,
    LAYERS,
    PERCENT;

    /** As documents have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A figure for people, rounded: {@code 13.2 MB}, {@code 12}, {@code 85.2 %}. */
    String format(BigDecimal figure) {
        return switch (this) {
            case BYTES -> ByteSize.format(figure.longValueExact());
            case LAYERS -> exact(figure);
            case PERCENT -> plain(figure.setScale(1, RoundingMode.HALF_UP)) + " %";
        };
    }

    /** A figure for people where rounding would hide that two are different. */
    String exact(BigDecimal figure) {
        return switch (this) {
            case BYTES -> figure.toBigIntegerExact() + " B";
            case LAYERS -> plain(figure);
            case PERCENT -> plain(figure) + " %";
        };
    }

    private static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }
}
