package io.jenkins.plugins.multistagebuild.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image of a job and how its size went lately.
 *
 * @param latest where it is now
 * @param changeBytes since the build before, uncompressed; null if there is none
 * @param growthBytes over the last {@value #DAYS} days, uncompressed; null if there is nothing to compare with
 * @param recent uncompressed sizes of those days, the oldest first, at most {@value #MOST}
 */
public record ImageTrend(
        TrendPoint latest,
        @Nullable Long changeBytes,
        @Nullable Long growthBytes,
        List<Long> recent) {
    /** How far back it looks. */
    public static final int DAYS = 30;

    private static final int MOST = 30;

    public ImageTrend {
        recent = List.copyOf(recent);
    }

    /**
     * That of the points of one call.
     *
     * @param points by build, at least one
     */
    public static ImageTrend of(List<TrendPoint> points, Instant now) {
        TrendPoint latest = points.get(points.size() - 1);
        long since = now.minus(Duration.ofDays(DAYS)).toEpochMilli();
        int first = points.size() - 1;
        while (first > 0 && points.get(first - 1).timeMillis() >= since) {
            first--;
        }
        // Growth counts from the size that the image had when the days began.
        int from = Math.max(0, first - 1);
        List<TrendPoint> days = points.subList(from, points.size());
        return new ImageTrend(
                latest,
                points.size() == 1
                        ? null
                        : latest.uncompressedBytes()
                                - points.get(points.size() - 2).uncompressedBytes(),
                days.size() == 1
                        ? null
                        : latest.uncompressedBytes() - days.get(0).uncompressedBytes(),
                recent(days));
    }

    /** The images of all calls, by the name of the call. */
    public static List<ImageTrend> all(Trend trend, Instant now) {
        return trend.calls().stream().map(call -> of(trend.of(call), now)).toList();
    }

    private static List<Long> recent(List<TrendPoint> days) {
        int count = Math.min(MOST, days.size());
        List<Long> sizes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int place = count == 1 ? 0 : (int) ((long) i * (days.size() - 1) / (count - 1));
            sizes.add(days.get(place).uncompressedBytes());
        }
        return sizes;
    }

    /** What the budget has left, negative if it is exceeded; null without one. */
    public @Nullable Long headRoomBytes() {
        return latest.limitBytes() == null ? null : latest.limitBytes() - latest.uncompressedBytes();
    }
}
