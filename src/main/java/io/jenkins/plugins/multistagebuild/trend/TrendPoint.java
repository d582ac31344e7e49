package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The image that one call of the step made in one build: a point of the job's trend.
 *
 * @param build number of the build
 * @param timeMillis when the image stood, since the epoch
 * @param call name of the call within its build
 * @param image reference
 * @param uncompressedBytes sum of the layers' tar bytes
 * @param compressedBytes what a registry stores, or null if not measured
 * @param baselineBytes what the engine says that the single-stage image takes, or null without one
 * @param limitBytes what it may weigh at most, uncompressed: the budget, or else the lowest gate; null without one
 * @param gate how the image did against its limits
 * @param branch of the sources, where known
 * @param stages that were measured, in the order of the Dockerfile
 */
public record TrendPoint(
        int build,
        long timeMillis,
        String call,
        String image,
        long uncompressedBytes,
        @Nullable Long compressedBytes,
        @Nullable Long baselineBytes,
        @Nullable Long limitBytes,
        GateMark gate,
        @Nullable String branch,
        List<StageSize> stages) {
    /** The gate whose limit is a line in the chart, in the words of the report. */
    private static final String IMAGE_SIZE = "IMAGE_SIZE";

    private static final String ABSOLUTE = "PROJECT";

    /** By build, then by call. */
    static final Comparator<TrendPoint> ORDER =
            Comparator.comparingInt(TrendPoint::build).thenComparing(TrendPoint::call);

    public TrendPoint {
        stages = List.copyOf(stages);
    }

    /**
     * The point of a report.
     *
     * @param call name of the call within its build
     * @param branch of the sources, where known
     * @return null if the report is of no image
     */
    public static @Nullable TrendPoint of(int build, String call, SizeReport report, @Nullable String branch) {
        ImageFigures image = report.image();
        if (image == null) {
            return null;
        }
        Baseline baseline = report.baseline();
        return new TrendPoint(
                build,
                report.created().toEpochMilli(),
                call,
                image.reference(),
                image.uncompressedBytes(),
                image.compressedBytes(),
                baseline == null ? null : baseline.diskBytes(),
                limit(report),
                GateMark.of(report),
                branch,
                stages(report));
    }

    private static @Nullable Long limit(SizeReport report) {
        if (report.budget() != null) {
            return report.budget().limitBytes();
        }
        return report.gates().stream()
                .filter(gate ->
                        gate.metric().equals(IMAGE_SIZE) && gate.baseline().equals(ABSOLUTE))
                .map(gate -> gate.limit().longValue())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<StageSize> stages(SizeReport report) {
        List<StageSize> sizes = new ArrayList<>();
        for (StageFigures stage : report.stages()) {
            if (stage.uncompressedBytes() != null) {
                sizes.add(new StageSize(stage.label(), stage.uncompressedBytes()));
            }
        }
        return sizes;
    }
}
