package io.jenkins.plugins.multistagebuild.container;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Asks an engine something on a thread of its own while the caller does other work. Nothing of it outlives
 * {@link #close}, so it belongs into a try statement.
 *
 * @param <T> the answer
 */
public final class Beside<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private final Thread thread;

    private Beside(String name, Question<T> question) {
        task = new FutureTask<>(question::ask);
        thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    /** What is asked. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws ContainerException, InterruptedException;
    }

    /** Begins to ask; {@code name} is the thread's. */
    public static <T> Beside<T> begin(String name, Question<T> question) {
        Beside<T> beside = new Beside<>(name, question);
        beside.thread.start();
        return beside;
    }

    /**
     * Waits for the answer.
     *
     * @throws ContainerException what the question ended with
     * @throws InterruptedException if the caller is interrupted; {@link #close} ends the question
     */
    public T answer() throws ContainerException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ContainerException failure) {
                throw failure;
            }
            throw new IllegalStateException(thread.getName() + " failed", cause);
        }
    }

    /** Ends the question if nobody waited for the answer, with its processes. An interruption is kept for the caller. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
