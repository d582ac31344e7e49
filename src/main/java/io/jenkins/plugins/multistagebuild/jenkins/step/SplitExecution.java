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

    SplitExecution(StepContext context) {
        super(context);
    }

    /**
     * Does the work and returns the step's result, a serializable one.
     *
     * @throws BuildProblemException for what the user can mend; the others as usual in a step
     */
    abstract @Nullable Object run() throws Exception;

    /** Whether the work can begin: after a restart an agent may take its time. */
    boolean isReady() throws Exception {
        return true;
    }

    final SplitRun split() throws IOException, InterruptedException {
        return getContext().get(SplitRun.class);
    }

    @Override
    public final boolean start() {
        launch();
        return false;
    }

    @Override
    public final void onResume() {
        launch();
    }

    private void launch() {
        work = Computer.threadPoolForRemoting.submit(this::attempt);
    }

    private void attempt() {
        try {
            if (!isReady()) {
                Timer.get().schedule(this::launchAgain, RETRY_SECONDS, TimeUnit.SECONDS);
                return;
            }
            Object result = run();
            if (!stopped) {
                getContext().onSuccess(result);
            }
        } catch (BuildProblemException | SiteProblemException e) {
            fail(new AbortException(e.getMessage()));
        } catch (Throwable e) {
            fail(e);
        }
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
