package io.jenkins.plugins.multistagebuild.trend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The trend of a job at one moment: for each call of the step the images that it made, the oldest first. Immutable. */
public final class Trend {
    /** That of a job that has made no image. */
    public static final Trend EMPTY = new Trend(List.of());

    private final Map<String, List<TrendPoint>> calls = new TreeMap<>();

    /** @param points by build */
    public Trend(List<TrendPoint> points) {
        points.forEach(point ->
                calls.computeIfAbsent(point.call(), call -> new ArrayList<>()).add(point));
    }

    /** Names of the calls, in the order of the alphabet. */
    public Set<String> calls() {
        return Collections.unmodifiableSet(calls.keySet());
    }

    /** The images of a call, by build; none if there is no such call. */
    public List<TrendPoint> of(String call) {
        return Collections.unmodifiableList(calls.getOrDefault(call, List.of()));
    }

    /** The call whose latest image is of the latest build, and of those the first one; empty if there is none. */
    public String mainCall() {
        String main = "";
        int build = -1;
        for (Map.Entry<String, List<TrendPoint>> call : calls.entrySet()) {
            int latest = call.getValue().get(call.getValue().size() - 1).build();
            if (latest > build) {
                build = latest;
                main = call.getKey();
            }
        }
        return main;
    }
}
