package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.model.Computer;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteProblemException;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * Work of seconds on behalf of a branch, mostly on its agent, on a thread of its own. After a restart of the controller it
 * is done once more from the start, so it must come to the same whatever an interrupted first try has left.
 */
abstract class SplitExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(SplitExecution.class.getName());

    /** How often, in seconds, it is tried to reach an agent that has not come back yet after a restart. */
    private static final int RETRY_SECONDS = 1;

    /** The thread's; gone after a restart, when the work begins anew. */
    private transient volatile @Nullable Future<?> work;

    /** Set when somebody else has ended the step, so that the thread's own end no longer matters. */
    private transient volatile boolean stopped;

    private transient volatile boolean resumed;

    SplitExecution(StepContext context) {
        super(context);
    }

    /**
     * Does the work and returns the step's result, a serializable one.
     *
     * @throws BuildProblemException for what the user can mend; the others as usual in a step
     */
    abstract @Nullable Object run() throws Exception;

    /** Notes what the work needs to know and what may have changed when it is done once more; before the first try only. */
    void begin() throws Exception {
        // nothing by default
    }

    /** Whether the work can begin: after a restart an agent may take its time. */
    boolean isReady() throws Exception {
        return true;
    }

    /** Whether a failure is one of the connection to an agent alone, so that the work is worth another try. */
    boolean isPassing(Throwable failure) throws Exception {
        return false;
    }

    /** Whether the work goes on after a restart of the controller. */
    final boolean isResumed() {
        return resumed;
    }

    final SplitRun split() throws IOException, InterruptedException {
        return getContext().get(SplitRun.class);
    }

    @Override
    public final boolean start() throws Exception {
        begin();
        launch();
        return false;
    }

    @Override
    public final void onResume() {
        resumed = true;
        launch();
    }

    private void launch() {
        work = Computer.threadPoolForRemoting.submit(this::attempt);
    }

    private void attempt() {
        try {
            if (!isReady()) {
                launchLater();
                return;
            }
            Object result = run();
            if (!stopped) {
                getContext().onSuccess(result);
            }
        } catch (BuildProblemException | SiteProblemException e) {
            fail(new AbortException(e.getMessage()));
        } catch (Throwable e) {
            failOrTryAgain(e);
        }
    }

    private void failOrTryAgain(Throwable failure) {
        try {
            if (!stopped && isPassing(failure)) {
                LOGGER.log(Level.FINE, "tried again when the agent is back", failure);
                launchLater();
            } else {
                fail(failure);
            }
        } catch (Exception e) {
            e.addSuppressed(failure);
            fail(e);
        }
    }

    private void launchLater() {
        Timer.get().schedule(this::launchAgain, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void launchAgain() {
        if (!stopped) {
            launch();
        }
    }

    private void fail(Throwable e) {
        if (stopped) {
            LOGGER.log(Level.FINE, "after the step was stopped", e);
        } else {
            getContext().onFailure(e);
        }
    }

    @Override
    public final void stop(Throwable cause) {
        stopped = true;
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        getContext().onFailure(cause);
    }
}
