package io.jenkins.plugins.multistagebuild.trend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an index file says.
 *
 * @param points one per call and build, by build
 * @param damaged whether something in it could not be read, so that points may be missing
 * @param superfluousLines lines that a file of the same content would not have
 */
public record IndexContent(List<TrendPoint> points, boolean damaged, int superfluousLines) {
    /** What a file says that is not there. */
    static final IndexContent NONE = new IndexContent(List.of(), false, 0);

    public IndexContent {
        points = List.copyOf(points);
    }

    /**
     * Reads a file. A line that was not written whole is passed over, wherever it is; of two lines about the same call of
     * a build the later one counts.
     */
    static IndexContent parse(byte[] file) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(file.length);
        int start = 0;
        for (int end = lineEnd(file, start); end >= 0; end = lineEnd(file, start)) {
            if (IndexLine.isWhole(file, start, end)) {
                whole.write(file, start, end + 1 - start);
            }
            start = end + 1;
        }
        try {
            List<IndexEntry> entries = IndexLine.read(whole.toByteArray(), 0, whole.size());
            return of(entries, whole.size() < file.length);
        } catch (IOException e) {
            // Lines with a right checksum that are no JSON were not written by this program.
            return new IndexContent(List.of(), true, 0);
        }
    }

    private static IndexContent of(List<IndexEntry> entries, boolean damaged) {
        int schema = entries.isEmpty() ? 0 : entries.get(0).schema();
        if (schema > IndexLine.SCHEMA) {
            return new IndexContent(List.of(), true, 0);
        }
        boolean headless = schema == 0 && !entries.isEmpty();
        Map<Integer, Map<String, TrendPoint>> builds = new HashMap<>();
        int lines = 0;
        for (IndexEntry entry : entries) {
            if (entry.schema() == 0) {
                lines++;
                accept(entry, builds);
            }
        }
        List<TrendPoint> points = new ArrayList<>(lines);
        builds.values().forEach(calls -> points.addAll(calls.values()));
        points.sort(TrendPoint.ORDER);
        return new IndexContent(points, damaged || headless, lines - points.size());
    }

    private static void accept(IndexEntry entry, Map<Integer, Map<String, TrendPoint>> builds) {
        if (entry.isDeletion()) {
            builds.remove(entry.build());
        } else {
            TrendPoint point = entry.point();
            builds.computeIfAbsent(point.build(), build -> new HashMap<>(2)).put(point.call(), point);
        }
    }

    private static int lineEnd(byte[] file, int start) {
        for (int i = start; i < file.length; i++) {
            if (file[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
