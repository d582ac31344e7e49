package io.jenkins.plugins.multistagebuild.container;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for threads that end soon, without losing an interruption that comes in the meantime. */
final class Patience {
    private Patience() {}

    /** Joins all of the threads; false when one still runs after the limit. */
    static boolean joinAll(List<Thread> threads, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            long left = deadline - System.nanoTime();
            while (thread.isAlive() && left > 0) {
                try {
                    thread.join(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
