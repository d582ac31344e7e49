package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of every report that a call of {@code multiStageBuild} makes, when it is kept with the build. */
public abstract class SizeReportListener implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(SizeReportListener.class.getName());

    /**
     * A call has made an image.
     *
     * @param name what people call it, the same in every build of the job; null for the first call without a name
     * @param report of it, judged
     * @param listener the build's log
     */
    public abstract void reported(Run<?, ?> run, @Nullable String name, SizeReport report, TaskListener listener);

    /** Tells all; one that fails fails alone, since the image is built and the report is kept. */
    static void fire(Run<?, ?> run, @Nullable String name, SizeReport report, TaskListener listener) {
        for (SizeReportListener each : ExtensionList.lookup(SizeReportListener.class)) {
            try {
                each.reported(run, name, report, listener);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> run + ": " + each.getClass().getName() + " failed");
                listener.error(
                        Messages.SizeReportListener_failed(each.getClass().getSimpleName(), e.toString()));
            }
        }
    }
}
