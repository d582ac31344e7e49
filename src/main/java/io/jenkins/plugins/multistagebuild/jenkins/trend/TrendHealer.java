package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Completes indexes in the background, one after the other, since it may take long and nobody waits for it. */
final class TrendHealer {
    private static final Logger LOGGER = Logger.getLogger(TrendHealer.class.getName());

    private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(
            new NamingThreadFactory(new DaemonThreadFactory(), "image size trend"));

    /** Long enough for the page that asked to be done. */
    private static final long SOON_SECONDS = 5;

    /** Where the disk was full, it may have room again by then. */
    private static final long LATER_SECONDS = 300;

    /** Names of jobs that wait their turn. */
    private static final Set<String> WAITING = new HashSet<>();

    private TrendHealer() {}

    static void heal(JobTrend trend) {
        schedule(trend, 0);
    }

    static void healSoon(JobTrend trend) {
        schedule(trend, SOON_SECONDS);
    }

    static void healLater(JobTrend trend) {
        schedule(trend, LATER_SECONDS);
    }

    private static void schedule(JobTrend trend, long seconds) {
        synchronized (WAITING) {
            if (WAITING.add(trend.toString() + seconds)) {
                THREAD.schedule(
                        () -> {
                            synchronized (WAITING) {
                                WAITING.remove(trend.toString() + seconds);
                            }
                            run(trend);
                        },
                        seconds,
                        TimeUnit.SECONDS);
            }
        }
    }

    private static void run(JobTrend trend) {
        try {
            trend.heal();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> trend + ": the index of image sizes could not be completed");
        }
    }
}
