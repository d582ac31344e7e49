package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.TaskListener;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits, on no executor and no thread, until what a branch needs is done and its turn has come. */
final class AwaitExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final int stage;

    AwaitExecution(StepContext context, int stage) {
        super(context);
        this.stage = stage;
    }

    @Override
    public boolean start() throws Exception {
        SplitRun split = getContext().get(SplitRun.class);
        SplitBranch branch = split.branch(stage);
        if (!branch.after().isEmpty()) {
            String names = branch.after().stream()
                    .map(other -> "'" + split.branch(other).getName() + "'")
                    .collect(Collectors.joining(", "));
            getContext().get(TaskListener.class).getLogger().println("Waits for " + names + ".");
        }
        split.await(stage, getContext());
        return false;
    }

    @Override
    public void onResume() {
        try {
            getContext().get(SplitRun.class).await(stage, getContext());
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        getContext().get(SplitRun.class).forget(stage);
        super.stop(cause);
    }
}
