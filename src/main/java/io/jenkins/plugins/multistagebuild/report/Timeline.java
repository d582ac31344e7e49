package io.jenkins.plugins.multistagebuild.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The stages that ran, on one time line, as places in per cent of its width. The numbers are text ready for an SVG.
 *
 * @param rows one for each stage that ran, in the order in which they began
 * @param ticks of the axis
 * @param critical whether the critical path is marked: with one stage only, there is nothing to tell
 */
record Timeline(List<Row> rows, List<Tick> ticks, boolean critical) {
    private static final int MOST_TICKS = 5;
    /** A stage of no length still shows as a sliver. */
    private static final double NARROWEST = 0.4;
    /** Room that a duration takes beside or in a bar, in per cent; generous, for a phone. */
    private static final double LABEL = 20;

    private static final int LABEL_GAP = 8;
    /** A mark closer than this to an end has its text beside it and not centred. */
    private static final double NEAR_END = 4;

    /**
     * One stage.
     *
     * @param label of the stage
     * @param inputs what it waits for, for people
     * @param spoken the row in words
     * @param status of the stage, as a style class
     * @param x where its bar begins, in per cent
     * @param width of its bar, in per cent
     * @param place of its duration as a style class: after the bar, inside at its end, or before it
     * @param labelX where its duration begins (after) or ends (inside, before), in per cent
     * @param labelShift the gap to there, in pixels
     * @param duration for people
     * @param critical whether it is on the critical path
     * @param where its agent and how long it waited for that; empty if neither is known
     * @param queueX where its wait for an executor begins, in per cent
     * @param queueWidth of that wait, in per cent; empty if it did not wait
     */
    record Row(
            String label,
            List<String> inputs,
            String spoken,
            String status,
            String x,
            String width,
            String place,
            String labelX,
            int labelShift,
            String duration,
            boolean critical,
            String where,
            String queueX,
            String queueWidth) {}

    /**
     * A mark on the axis.
     *
     * @param x where, in per cent
     * @param place of its text as a style class: start, middle or end
     * @param text the time there
     */
    record Tick(String x, String place, String text) {}

    static Timeline of(SizeReport report) {
        List<StageFigures> ran = report.stages().stream()
                .filter(stage -> stage.startMillis() != null)
                .sorted((a, b) -> Long.compare(start(a), start(b)))
                .toList();
        long end = ran.stream()
                .mapToLong(stage -> start(stage) + duration(stage))
                .reduce(report.durationMillis(), Math::max);
        long whole = Math.max(1, end);
        BitSet critical = CriticalPath.of(report);
        List<Row> rows = ran.stream()
                .map(stage -> row(report, stage, whole, ran.size() > 1 && critical.get(stage.index())))
                .toList();
        return new Timeline(rows, ticks(whole), ran.size() > 1 && !critical.isEmpty());
    }

    private static Row row(SizeReport report, StageFigures stage, long whole, boolean critical) {
        double x = Math.min(100 - NARROWEST, 100.0 * start(stage) / whole);
        double width = Math.max(NARROWEST, Math.min(100 - x, 100.0 * duration(stage) / whole));
        String place = x + width + LABEL <= 100 ? "after" : width >= LABEL ? "inside" : "before";
        String label = Wording.harmless(stage.label());
        String took = Wording.duration(stage.durationMillis());
        String where = Wording.harmless(where(stage));
        double queueX = x - 100.0 * Math.min(queue(stage), start(stage)) / whole;
        return new Row(
                label,
                inputs(report, stage),
                label + ": began after " + Wording.duration(stage.startMillis()) + ", took " + took
                        + (where.isEmpty() ? "" : ", " + where) + (critical ? ", on the critical path" : ""),
                stage.status().toString(),
                number(x),
                number(width),
                place,
                number(place.equals("before") ? x : x + width),
                place.equals("after") ? LABEL_GAP : -LABEL_GAP,
                took,
                critical,
                where,
                number(Math.max(0, queueX)),
                queue(stage) == 0 ? "" : number(x - Math.max(0, queueX)));
    }

    /** {@code on linux-2, waited 3.2 s for an executor}. */
    private static String where(StageFigures stage) {
        List<String> parts = new ArrayList<>();
        if (stage.agent() != null) {
            parts.add("on " + stage.agent());
        }
        if (queue(stage) > 0) {
            parts.add("waited " + Wording.duration(stage.queueMillis()) + " for an executor");
        }
        return String.join(", ", parts);
    }

    private static long queue(StageFigures stage) {
        return stage.queueMillis() == null ? 0 : stage.queueMillis();
    }

    private static List<String> inputs(SizeReport report, StageFigures stage) {
        List<String> texts = new ArrayList<>();
        for (StageInput input : stage.inputs()) {
            String from = report.stageLabel(input.stage());
            texts.add(Wording.harmless(
                    input.paths().isEmpty()
                            ? "builds on " + from
                            : String.join(", ", input.paths()) + " from " + from));
        }
        return texts;
    }

    private static List<Tick> ticks(long whole) {
        long step = step(whole);
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= whole; at += step) {
            double x = 100.0 * at / whole;
            String place = x < NEAR_END ? "start" : x > 100 - NEAR_END ? "end" : "middle";
            ticks.add(new Tick(number(x), place, at == 0 ? "0" : Wording.tick(at)));
        }
        return ticks;
    }

    /** The smallest round number of milliseconds that gives few enough ticks. */
    private static long step(long whole) {
        long[] rounds = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400};
        if (whole > MOST_TICKS * 1000L) {
            for (long seconds : rounds) {
                if (whole / (seconds * 1000) <= MOST_TICKS) {
                    return seconds * 1000;
                }
            }
            return whole / MOST_TICKS;
        }
        for (long millis : new long[] {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
            if (whole / millis <= MOST_TICKS) {
                return millis;
            }
        }
        return 1000;
    }

    private static long start(StageFigures stage) {
        return stage.startMillis() == null ? 0 : stage.startMillis();
    }

    private static long duration(StageFigures stage) {
        return stage.durationMillis() == null ? 0 : stage.durationMillis();
    }

    private static String number(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
