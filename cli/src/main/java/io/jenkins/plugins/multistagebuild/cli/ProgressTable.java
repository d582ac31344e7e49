package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.build.Units;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A row per stage, redrawn in place: state, time, size, and the last line of what the engine says. */
final class ProgressTable implements ProgressView {
    private static final long REDRAW_MILLIS = 200;
    private static final int FIXED_COLUMNS = 26;

    /** A line that is wider than it counts, for its letters are wide, is cut by the terminal and does not wrap. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private enum State {
        WAITING("·", "faint"),
        RUNNING("▶", "bold,blue"),
        DONE("✔", "green"),
        FAILED("✘", "bold,red"),
        STOPPED("■", "yellow");

        private final String sign;
        private final String style;

        State(String sign, String style) {
            this.sign = sign;
            this.style = style;
        }
    }

    private static final class Row {
        private State state = State.WAITING;
        private long startedNanos;
        private @Nullable Duration elapsed;
        private @Nullable Long bytes;
        private String last = "";
    }

    private final PrintWriter out;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> redraw;
    private int drawn;
    private boolean ended;

    ProgressTable(PrintWriter out) {
        this.out = out;
        redraw = clock.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void planned(Plan plan) {
        plan.preparations().forEach(base -> row(Units.stage(plan.graph(), base.stage())));
        plan.branches().forEach(branch -> row(Units.stage(plan.graph(), branch.stage())));
    }

    private Row row(String unit) {
        return rows.computeIfAbsent(unit, name -> new Row());
    }

    @Override
    public synchronized void note(String text) {
        notes.add(text);
    }

    @Override
    public synchronized void started(String unit) {
        row(unit).state = State.RUNNING;
        row(unit).startedNanos = System.nanoTime();
    }

    @Override
    public synchronized void line(String unit, String line) {
        if (!line.isBlank() && !Interruption.hasBegun()) {
            row(unit).last = line.strip();
        }
    }

    @Override
    public synchronized void ended(String unit, Duration elapsed, @Nullable Long bytes) {
        row(unit).state = State.DONE;
        row(unit).elapsed = elapsed;
        row(unit).bytes = bytes;
        row(unit).last = "";
    }

    @Override
    public synchronized void failed(String unit, Duration elapsed, @Nullable String problem) {
        row(unit).state = problem == null ? State.STOPPED : State.FAILED;
        row(unit).elapsed = elapsed;
    }

    private synchronized void draw() {
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[" + drawn + "A\u001b[0J");
        }
        notes.forEach(note -> screen.append("note: ").append(note).append('\n'));
        notes.clear();
        int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        Map<String, Row> shown = ended ? rows : shown();
        screen.append(NO_WRAP);
        shown.forEach((unit, row) -> screen.append(line(unit, row, widest)).append('\n'));
        screen.append(WRAP);
        drawn = shown.size();
        out.print(screen);
        out.flush();
    }

    /** What fits on the screen, for what has scrolled off it cannot be redrawn; what runs comes first. */
    private Map<String, Row> shown() {
        int room = Terminal.height() - 1;
        if (rows.size() <= room) {
            return rows;
        }
        Set<String> chosen = rows.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().state != State.RUNNING))
                .limit(room)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<String, Row> shown = new LinkedHashMap<>(rows);
        shown.keySet().retainAll(chosen);
        return shown;
    }

    private static String line(String unit, Row row, int widest) {
        int nameWidth = Math.min(widest, Terminal.width() / 3);
        String name = unit.length() > nameWidth ? unit.substring(0, nameWidth) : unit;
        String size = row.bytes == null ? "" : ByteSize.format(row.bytes);
        int room = Math.max(0, Terminal.width() - nameWidth - FIXED_COLUMNS);
        String last = row.last.replaceAll("\\p{Cntrl}", " ");
        String sign = "@|" + row.state.style + " " + row.state.sign + "|@";
        return Ansi.AUTO.string(sign)
                + String.format(" %-" + Math.max(1, nameWidth) + "s %9s %11s  ", name, time(row), size)
                + last.substring(0, Math.min(room, last.length()));
    }

    private static String time(Row row) {
        if (row.elapsed != null) {
            return ProgressLines.seconds(row.elapsed);
        }
        return row.state == State.RUNNING
                ? ProgressLines.seconds(Duration.ofNanos(System.nanoTime() - row.startedNanos))
                : "";
    }

    /** Draws the end state, which stays on the screen. */
    @Override
    public void close() {
        redraw.cancel(false);
        clock.shutdownNow();
        synchronized (this) {
            ended = true;
            draw();
        }
    }
}
