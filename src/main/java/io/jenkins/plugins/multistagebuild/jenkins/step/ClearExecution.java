package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Removes a branch's files from its agent. An agent that is gone is no failure: {@link Leftovers} remembers it. */
final class ClearExecution extends BranchExecution {
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(ClearExecution.class.getName());

    ClearExecution(StepContext context, int stage) {
        super(context, stage);
    }

    @Override
    boolean isReady() {
        return true;
    }

    @Override
    boolean isPassing(Throwable failure) {
        return false;
    }

    @Override
    @Nullable
    Object run() throws IOException, InterruptedException {
        // A branch that is retried elsewhere may need an executor of one that waits for what it has claimed.
        split().claims().release(branch().getStage());
        try {
            branchPlace().deleteRecursive();
        } catch (IOException | RuntimeException e) {
            // Pipeline's own answer for an agent that was removed is a failure of any kind.
            LOGGER.log(Level.FINE, "left for later", e);
        }
        return null;
    }
}
