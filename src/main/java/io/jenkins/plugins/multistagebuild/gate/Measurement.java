package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.LayerFigures;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric of one report: its figure, or why there is none.
 *
 * @param figure in the metric's unit, or null
 * @param missing why there is none, to follow "because"; null exactly if there is one
 */
record Measurement(@Nullable BigDecimal figure, @Nullable String missing) {
    private static final int PERCENT_DIGITS = 4;
    private static final String NOT_ON_DISK = "no engine said what the image takes on its disk";

    static Measurement of(GateMetric metric, @Nullable String subject, SizeReport report) {
        ImageFigures image = report.image();
        if (image == null) {
            return missing("no image was built");
        }
        return switch (metric) {
            case IMAGE_SIZE -> of(image.uncompressedBytes());
            case COMPRESSED_SIZE -> of(image.compressedBytes(), "the compressed size was not measured");
            case DISK_SIZE -> of(image.diskBytes(), NOT_ON_DISK);
            case LAYER_COUNT -> of(image.layers().size());
            case LARGEST_LAYER ->
                of(image.layers().stream()
                        .mapToLong(LayerFigures::uncompressedBytes)
                        .max()
                        .orElse(0));
            case STAGE_SIZE -> stage(Objects.requireNonNull(subject), report);
            case REDUCTION -> reduction(image, report.baseline());
            case WASTED_BYTES -> of(image.wastedBytes(), "the report does not count wasted bytes");
            case PATH_SIZE ->
                image.listsAllFiles()
                        ? of(PathPattern.of(Objects.requireNonNull(subject)).bytes(image.files()))
                        : missing("the report does not list every file");
        };
    }

    private static Measurement of(long figure) {
        return new Measurement(BigDecimal.valueOf(figure), null);
    }

    private static Measurement of(@Nullable Long figure, String otherwise) {
        return figure == null ? missing(otherwise) : of(figure.longValue());
    }

    static Measurement missing(String why) {
        return new Measurement(null, why);
    }

    private static Measurement stage(String name, SizeReport report) {
        StageFigures found = null;
        for (StageFigures stage : report.stages()) {
            if (name.equalsIgnoreCase(stage.name())) {
                found = stage;
            }
        }
        if (found == null
                && name.matches("[0-9]{1,6}")
                && Integer.parseInt(name) < report.stages().size()) {
            found = report.stages().get(Integer.parseInt(name));
        }
        if (found == null) {
            return missing("there is no stage '" + name.toLowerCase(Locale.ROOT) + "'");
        }
        return of(found.uncompressedBytes(), "stage '" + name + "' was " + what(found));
    }

    private static String what(StageFigures stage) {
        return switch (stage.status()) {
            case SKIPPED -> "not needed and so not built";
            case BUILT, FAILED, CANCELLED -> "not measured";
        };
    }

    private static Measurement reduction(ImageFigures image, @Nullable Baseline baseline) {
        if (baseline == null) {
            return missing("there is no single-stage image to compare with");
        }
        if (baseline.diskBytes() == 0) {
            return missing("the single-stage image has no bytes");
        }
        if (image.diskBytes() == null) {
            return missing(NOT_ON_DISK);
        }
        return new Measurement(percent(baseline.diskBytes() - image.diskBytes(), baseline.diskBytes()), null);
    }

    private static BigDecimal percent(long part, long whole) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        BigDecimal percent = part.multiply(BigDecimal.valueOf(100))
                .divide(whole, PERCENT_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }
}
