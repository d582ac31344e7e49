package io.jenkins.plugins.multistagebuild.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and a kill end the program tidily: the working thread is interrupted, and the JVM waits until it has stopped
 * what it started and removed what it made. The JVM then ends with the signal's own status, 130 for Ctrl-C.
 */
final class Interruption implements AutoCloseable {
    /** Removing images takes seconds; an engine that no longer answers must not keep the terminal for ever. */
    private static final long PATIENCE_SECONDS = 30;

    private static volatile boolean begun;

    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker) {
        hook = new Thread(
                () -> {
                    begun = true;
                    worker.interrupt();
                    try {
                        boolean tidy = left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        if (!tidy) {
                            System.err.println("gave up waiting for the engine to stop");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
    }

    static Interruption guard(Thread worker) {
        Interruption interruption = new Interruption(worker);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether a signal is ending this JVM: what the engine says from then on is only that it was interrupted too. */
    static boolean hasBegun() {
        return begun;
    }

    /** Ends the JVM with this status, unless a signal is ending it already. */
    void leave(int status) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // a signal came: its status stands
        }
        System.exit(status);
    }

    @Override
    public void close() {
        left.countDown();
    }
}
