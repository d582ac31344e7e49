package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.model.Job;
import io.jenkins.plugins.multistagebuild.trend.ImageTrend;
import io.jenkins.plugins.multistagebuild.trend.Trend;
import java.io.File;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a job's index, and the lock of its file. One per job in memory; it never refers to the job, which
 * could not be collected otherwise.
 */
final class TrendCache {
    /** After a change, clocks of file systems are too coarse for so long to tell another one. */
    private static final long COARSE_MILLIS = 2_000;

    /** Growth counts back from now, so it is worth a fresh look after a while. */
    private static final Duration IMAGES_LAST = Duration.ofMinutes(10);

    private static final Map<Job<?, ?>, TrendCache> CACHES = new WeakHashMap<>();

    private boolean used;
    private @Nullable Stamp stamp;
    private SoftReference<Trend> trend = new SoftReference<>(null);
    private @Nullable List<ImageTrend> images;
    private Instant imagesTime = Instant.EPOCH;

    private TrendCache() {}

    static TrendCache of(Job<?, ?> job) {
        synchronized (CACHES) {
            return CACHES.computeIfAbsent(job, missing -> new TrendCache());
        }
    }

    /** True once. */
    synchronized boolean isFirstUse() {
        boolean first = !used;
        used = true;
        return first;
    }

    /** What was read when the files were the same, or null. */
    @Nullable
    Trend trend(Stamp now) {
        return now.equals(stamp) ? trend.get() : null;
    }

    @Nullable
    List<ImageTrend> images(Stamp now, Instant time) {
        boolean fresh = Duration.between(imagesTime, time).abs().compareTo(IMAGES_LAST) < 0;
        return fresh && now.equals(stamp) ? images : null;
    }

    void keep(Trend read, Stamp when) {
        trend = new SoftReference<>(read);
        images = null;
        stamp = when.isSettled() ? when : null;
    }

    List<ImageTrend> keepImages(List<ImageTrend> made, Instant time) {
        images = made;
        imagesTime = time;
        return made;
    }

    void forget() {
        stamp = null;
        trend.clear();
        images = null;
    }

    /**
     * By what a change of files is known.
     *
     * @param length of the index
     * @param indexTime when it was changed
     * @param buildsTime when a build came or went
     * @param takenMillis when this was looked up
     */
    record Stamp(long length, long indexTime, long buildsTime, long takenMillis) {
        static Stamp of(Path index, Path builds) {
            File file = index.toFile();
            return new Stamp(
                    file.length(), file.lastModified(), builds.toFile().lastModified(), System.currentTimeMillis());
        }

        boolean isSettled() {
            return takenMillis - Math.max(indexTime, buildsTime) > COARSE_MILLIS;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stamp stamp
                    && length == stamp.length
                    && indexTime == stamp.indexTime
                    && buildsTime == stamp.buildsTime;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(length ^ indexTime ^ buildsTime);
        }
    }
}
