package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Node;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.agent.Site;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteCalls;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Brings to a branch's agent what its build needs: the context, the outputs of other stages, the command. */
final class PrepareExecution extends BranchExecution {
    private static final long serialVersionUID = 1L;

    private static final String CONTEXT_TAR = "context.tar";

    PrepareExecution(StepContext context, int stage) {
        super(context, stage);
    }

    @Override
    @Nullable
    Object run() throws Exception {
        SplitRun split = split();
        SplitBranch branch = branch();
        split.claims().release(branch.getStage());
        if (branch.status() == SplitBranch.Status.DONE) {
            // Its agent was lost while it was weighed, after all that others need.
            return null;
        }
        if (!launcher().isUnix()) {
            throw new AbortException("multiStageBuild runs container engines through a POSIX shell, and the agent "
                    + agent() + " is no Unix; give a label whose agents are");
        }
        branch.begin(agent(), split.now());
        use(false);
        FilePath place = branchPlace();
        place.deleteRecursive();
        place.mkdirs();
        Site site = branchSite();
        SiteCalls.Stock stock = place.act(new SiteCalls.Arrive(site, branch.inputs(), fetchContext(split, place)));
        // Not before its engine has answered: where there is none, nothing can be left of it.
        use(true);
        branch.foundEngine(stock.engine(), stock.version());
        for (int input : branch.inputs()) {
            SplitBranch source = split.branch(input);
            if (stock.missing().contains(input)) {
                fetch(source, place, site);
            } else {
                log().println("From '" + source.getName() + "': " + ByteSize.format(source.outputBytes())
                        + ", on this engine already.");
            }
        }
        LinkedHashMap<String, String> command = nextCommand();
        if (command == null && branch.isBaseline()) {
            // An image, which need not be built.
            weighBaseline();
            split.done(branch);
        }
        return command;
    }

    private String agent() throws IOException, InterruptedException {
        return getContext().get(Node.class).getDisplayName();
    }

    /** The name of the context's tar file, or an empty string where the context is the workspace itself. */
    private String fetchContext(SplitRun split, FilePath place) throws IOException, InterruptedException {
        if (split.contextStash() == null) {
            return "";
        }
        unstash(split.contextStash(), place);
        return CONTEXT_TAR;
    }

    private void fetch(SplitBranch source, FilePath place, Site site) throws IOException, InterruptedException {
        String stash = Objects.requireNonNull(source.stash());
        FilePath folder = place.child("inputs");
        folder.mkdirs();
        unstash(stash, folder);
        long bytes = place.act(new SiteCalls.Fetch(site, source.getStage(), "inputs/" + HandedOn.fileName(source)));
        log().println("From '" + source.getName() + "' (" + source.agent() + "): " + ByteSize.format(bytes)
                + " in stash '" + stash + "'.");
    }
}
