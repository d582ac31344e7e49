package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Removes what a call has left on all agents it used, however it ended. What cannot be reached now is remembered. */
final class ReleaseExecution extends SplitExecution {
    private static final long serialVersionUID = 1L;

    ReleaseExecution(StepContext context) {
        super(context);
    }

    @Override
    @Nullable
    Object run() throws Exception {
        SplitRun split = split();
        Run<?, ?> run = getContext().get(Run.class);
        PrintStream log = getContext().get(TaskListener.class).getLogger();
        List<String> unreached = Leftovers.get().clear(run, split.id(), List.copyOf(split.uses()));
        for (String problem : new LinkedHashSet<>(unreached)) {
            log.println("Left for later, when the agent is back: " + problem);
        }
        new SplitFolder(run, split.reportId()).tidy();
        return null;
    }
}
