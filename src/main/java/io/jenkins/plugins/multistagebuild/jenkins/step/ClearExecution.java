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
    @Nullable
    Object run() throws InterruptedException {
        try {
            branchPlace().deleteRecursive();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "left for later", e);
        }
        return null;
    }
}
