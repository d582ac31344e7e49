package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.trend.SavedReports;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes the list of all files out of the reports of older builds, where the system configuration says how many builds keep
 * it. That happens in the background when a build has ended. Builds that are kept for ever, that still run, or that cannot
 * be loaded stay as they are.
 */
@Extension
public final class ReportShortener extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(ReportShortener.class.getName());

    /** One job after the other, since nobody waits for it. */
    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(new NamingThreadFactory(new DaemonThreadFactory(), "image size reports"));

    private static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    @Override
    public void onFinalized(Run<?, ?> run) {
        if (MultiStageBuildConfiguration.get().getFullReports() == 0 || run.getAction(SplitBuildAction.class) == null) {
            return;
        }
        Job<?, ?> job = run.getParent();
        if (WAITING.add(job.getFullName())) {
            THREAD.execute(() -> {
                WAITING.remove(job.getFullName());
                shorten(job);
            });
        }
    }

    private static void shorten(Job<?, ?> job) {
        int keep = MultiStageBuildConfiguration.get().getFullReports();
        if (keep == 0) {
            return;
        }
        try {
            int shortened = new SavedReports(job.getBuildDir().toPath()).shorten(keep, build -> isExempt(job, build));
            LOGGER.fine(() -> job + ": took the list of files out of " + shortened + " reports");
        } catch (BuildProblemException | IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> job + ": reports of older builds could not be made shorter");
        }
    }

    private static boolean isExempt(Job<?, ?> job, int build) {
        Run<?, ?> run = job.getBuildByNumber(build);
        return run == null || run.isKeepLog() || run.isBuilding();
    }
}
