package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the logs and the listener what happens. */
final class Progress {
    private final StageLogs logs;
    private final BuildListener listener;

    Progress(StageLogs logs, BuildListener listener) {
        this.logs = logs;
        this.listener = listener;
    }

    /** Work that may yield the size in bytes of what it made. */
    @FunctionalInterface
    interface Sized {
        @Nullable
        Long run(OutputListener log) throws BuildProblemException, InterruptedException;
    }

    /** Where the engine's output for a piece of work goes that the listener is not told of: its log alone. */
    OutputListener log(String unit) {
        return line -> logs.line(unit, line);
    }

    void note(String text) {
        listener.note(text);
    }

    /** Runs a piece of work with the listener looking on. */
    void follow(String unit, Sized work) throws BuildProblemException, InterruptedException {
        long start = System.nanoTime();
        listener.started(unit);
        String problem = "a mistake of this program";
        boolean ended = false;
        try {
            Long bytes = work.run(line -> {
                logs.line(unit, line);
                listener.line(unit, line);
            });
            listener.ended(unit, since(start), bytes);
            ended = true;
        } catch (InterruptedException e) {
            problem = null;
            throw e;
        } catch (BuildProblemException e) {
            problem = e.getMessage();
            throw e;
        } finally {
            if (!ended) {
                listener.failed(unit, since(start), problem);
            }
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
