package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the trend of a job up to date as its builds come and go. */
@Extension
public final class TrendRecorder extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(TrendRecorder.class.getName());

    /**
     * Adds what a call of the step made to the trend of the job. It never fails the build, not even by a mistake of ours or
     * of another plugin: where it cannot be written, the logs say so, and the trend is completed later.
     *
     * @param call name of the call within its build
     * @param branch that the environment names, or null
     */
    public static void record(
            Run<?, ?> run, String call, SizeReport report, @Nullable String branch, TaskListener listener) {
        try {
            String head = JobTrend.branch(run.getParent());
            TrendPoint point = TrendPoint.of(run.getNumber(), call, report, head == null ? branch : head);
            if (point != null) {
                JobTrend.of(run.getParent()).append(point);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> run + ": the image size could not be added to the trend of the job");
            // With its kind, since the message of a mistake may say little, or nothing.
            listener.error(Messages.TrendRecorder_notWritten(e instanceof IOException ? e.getMessage() : e.toString()));
        }
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        try {
            JobTrend.of(run.getParent()).delete(run.getNumber());
        } catch (IOException e) {
            // The folder of the build goes all the same, and with it the point from all views.
            LOGGER.log(Level.WARNING, e, () -> run + ": its image size stays in the index of the job");
        }
    }
}
