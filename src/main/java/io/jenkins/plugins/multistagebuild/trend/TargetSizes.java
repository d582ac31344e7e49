package io.jenkins.plugins.multistagebuild.trend;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an image weighed on the branch that another one is held against, at any moment. */
public final class TargetSizes {
    private final String branch;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();

    /**
     * @param branch name of that branch
     * @param points of the same call there
     */
    public TargetSizes(String branch, List<TrendPoint> points) {
        this.branch = branch;
        points.forEach(point -> sizes.put(point.timeMillis(), point.uncompressedBytes()));
    }

    String branch() {
        return branch;
    }

    /** The uncompressed size in bytes at that moment, or null if nothing was built yet. */
    @Nullable
    Long at(long timeMillis) {
        Map.Entry<Long, Long> latest = sizes.floorEntry(timeMillis);
        return latest == null ? null : latest.getValue();
    }
}
