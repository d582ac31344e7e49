package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drains both pipes of a process at the same time and hands their lines, one at a time, to a listener. */
final class OutputPump {
    private final List<Thread> threads;
    private final AtomicReference<@Nullable RuntimeException> failure;

    private OutputPump(List<Thread> threads, AtomicReference<@Nullable RuntimeException> failure) {
        this.threads = threads;
        this.failure = failure;
    }

    static OutputPump start(Process process, OutputListener listener) {
        Object turn = new Object();
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        Consumer<String> out = oneAtATime(turn, failure, listener::line);
        Consumer<String> err = oneAtATime(turn, failure, listener::errorLine);
        return new OutputPump(
                List.of(drain(process.getInputStream(), out, "stdout"), drain(process.getErrorStream(), err, "stderr")),
                failure);
    }

    /** A listener that fails is not called again, but the pipes are drained to the end. */
    private static Consumer<String> oneAtATime(
            Object turn, AtomicReference<@Nullable RuntimeException> failure, Consumer<String> listener) {
        return line -> {
            synchronized (turn) {
                if (failure.get() == null) {
                    try {
                        listener.accept(line);
                    } catch (RuntimeException e) {
                        failure.set(e);
                    }
                }
            }
        };
    }

    private static Thread drain(InputStream pipe, Consumer<String> lines, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new LineReader(lines).readAll(pipe);
                    } catch (IOException e) {
                        // The pipe was closed because the process was ended; what came until then was handed on.
                        return;
                    }
                },
                "command-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for the end of both pipes; false when something still holds one of them after the limit. */
    boolean awaitEnd(Duration limit) {
        return Patience.joinAll(threads, limit);
    }

    void throwFailure() {
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }
}
