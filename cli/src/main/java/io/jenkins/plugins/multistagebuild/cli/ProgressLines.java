package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.build.Units;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line per event, and the engine's output with the name of its stage before it: for logs. */
final class ProgressLines implements ProgressView {
    private final PrintWriter out;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void planned(Plan plan) {
        for (Branch branch : plan.branches()) {
            String inputs = branch.inputs().stream()
                    .map(input -> Units.stage(plan.graph(), input))
                    .collect(Collectors.joining(", "));
            if (!inputs.isEmpty()) {
                say(Units.stage(plan.graph(), branch.stage()), "waits for " + inputs);
            }
        }
    }

    @Override
    public void note(String text) {
        print("note: " + text);
    }

    @Override
    public void started(String unit) {
        say(unit, "started");
    }

    @Override
    public void line(String unit, String line) {
        if (!Interruption.hasBegun()) {
            say(unit, line);
        }
    }

    @Override
    public void ended(String unit, Duration elapsed, @Nullable Long bytes) {
        say(unit, "done in " + seconds(elapsed) + (bytes == null ? "" : ", " + ByteSize.format(bytes)));
    }

    @Override
    public void failed(String unit, Duration elapsed, @Nullable String problem) {
        say(unit, (problem == null ? "stopped" : "failed") + " after " + seconds(elapsed));
    }

    private void say(String unit, String text) {
        print("[" + unit + "] " + text);
    }

    private synchronized void print(String line) {
        out.println(line);
    }

    static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        out.flush();
    }
}
