package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.model.Job;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.trend.ImageTrend;
import io.jenkins.plugins.multistagebuild.trend.Sparkline;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image of a job where it is now, for lists of images and the REST API. */
@ExportedBean(defaultVisibility = 2)
public final class JobImage {
    /** The one that grew most first; those of which that cannot be said last. */
    static final Comparator<JobImage> BY_GROWTH = Comparator.comparing(
                    (JobImage image) -> image.trend.growthBytes(), Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(JobImage::getJob)
            .thenComparing(JobImage::getCall);

    private final Job<?, ?> owner;
    private final ImageTrend trend;

    private JobImage(Job<?, ?> owner, ImageTrend trend) {
        this.owner = owner;
        this.trend = trend;
    }

    /** The images of a job, by the name of the call. */
    static List<JobImage> of(Job<?, ?> job, Instant now) {
        return JobTrend.of(job).images(now).stream()
                .map(trend -> new JobImage(job, trend))
                .toList();
    }

    private TrendPoint latest() {
        return trend.latest();
    }

    /** Full name of the job. */
    @Exported
    public String getJob() {
        return owner.getFullName();
    }

    public String getJobDisplayName() {
        return owner.getFullDisplayName();
    }

    /** Of the job, from the root of Jenkins on. */
    @Exported
    public String getUrl() {
        return owner.getUrl();
    }

    @Exported
    public String getCall() {
        return latest().call();
    }

    @Exported
    public String getImage() {
        return latest().image();
    }

    @Exported
    public int getBuild() {
        return latest().build();
    }

    /** When it stood, as {@code 2026-01-31T12:00:00Z}. */
    @Exported
    public String getTime() {
        return Instant.ofEpochMilli(latest().timeMillis()).toString();
    }

    @Exported
    public long getUncompressedBytes() {
        return latest().uncompressedBytes();
    }

    @Exported
    public @Nullable Long getCompressedBytes() {
        return latest().compressedBytes();
    }

    @Exported
    public @Nullable Long getBaselineBytes() {
        return latest().baselineBytes();
    }

    @Exported
    public @Nullable Long getLimitBytes() {
        return latest().limitBytes();
    }

    /** What the budget has left; negative above it. */
    @Exported
    public @Nullable Long getHeadRoomBytes() {
        return trend.headRoomBytes();
    }

    /** Since the build before. */
    @Exported
    public @Nullable Long getChangeBytes() {
        return trend.changeBytes();
    }

    /** Over the last 30 days. */
    @Exported
    public @Nullable Long getGrowthBytes() {
        return trend.growthBytes();
    }

    @Exported
    public String getGate() {
        return latest().gate().toString();
    }

    /** Uncompressed sizes of the last 30 days, the oldest first. */
    @Exported
    public List<Long> getRecentBytes() {
        return trend.recent();
    }

    public String getSizeText() {
        return ByteSize.format(latest().uncompressedBytes());
    }

    /** The change since the build before with its sign; empty if there is none to say. */
    public String getChangeText() {
        return delta(trend.changeBytes());
    }

    /** The growth of 30 days with its sign; empty if there is none to say. */
    public String getGrowthText() {
        return delta(trend.growthBytes());
    }

    private static String delta(@Nullable Long bytes) {
        return bytes == null ? "" : ByteSize.formatDelta(bytes);
    }

    public Sparkline getSparkline() {
        return new Sparkline(trend.recent());
    }

    /** What the gate said, in words; empty without one. */
    public String getGateText() {
        return switch (latest().gate()) {
            case INACTIVE -> "";
            case PASSED -> Messages.GateMark_passed();
            case WARNING -> Messages.GateMark_warning();
            case FAILED -> Messages.GateMark_failed();
        };
    }
}
