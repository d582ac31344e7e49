package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.FilePath;
import io.jenkins.plugins.multistagebuild.build.EngineErrand;
import io.jenkins.plugins.multistagebuild.jenkins.agent.Site;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Work for one branch on its agent. */
abstract class BranchExecution extends SiteExecution {
    private static final long serialVersionUID = 1L;

    private final int stage;

    BranchExecution(StepContext context, int stage) {
        super(context);
        this.stage = stage;
    }

    final SplitBranch branch() throws IOException, InterruptedException {
        return split().branch(stage);
    }

    final FilePath branchPlace() throws IOException, InterruptedException {
        return place(branch());
    }

    final Site branchSite() throws IOException, InterruptedException {
        return site(branch(), branchPlace());
    }

    /**
     * Lays down the next command of the branch.
     *
     * @return where it lies and what to call it, for the script; null when there is none left
     */
    final @Nullable LinkedHashMap<String, String> nextCommand() throws IOException, InterruptedException {
        EngineErrand next = nextErrand();
        if (next == null) {
            return null;
        }
        branch().send(next, split().now());
        return layDown(next);
    }

    /** Lays down the command of an errand, as a first or as another try. */
    final LinkedHashMap<String, String> layDown(EngineErrand errand) throws IOException, InterruptedException {
        branchPlace().act(new SiteCalls.WriteCommand(branchSite(), errand));
        LinkedHashMap<String, String> command = new LinkedHashMap<>();
        command.put("folder", branchPlace().getRemote());
        command.put("label", label(errand));
        return command;
    }

    private String label(EngineErrand errand) throws IOException, InterruptedException {
        return switch (errand.kind()) {
            case BASE -> "build base stage '" + split().stageName(errand.stage()) + "'";
            case STAGE -> "build stage '" + branch().getName() + "'";
            case BASELINE -> "build the single-stage image";
            case PUSH -> "push " + split().image();
        };
    }

    private @Nullable EngineErrand nextErrand() throws IOException, InterruptedException {
        SplitBranch branch = branch();
        EngineErrand last = branch.errand();
        if (branch.isBaseline()) {
            return last == null && folder().sources().singleStage() != null
                    ? new EngineErrand(EngineErrand.Kind.BASELINE, stage)
                    : null;
        }
        if (last == null || last.kind() == EngineErrand.Kind.BASE) {
            return buildErrand(branch);
        }
        boolean push = branch.isTarget() && split().settings().isPush() && last.kind() == EngineErrand.Kind.STAGE;
        if (push && branch.isKeptFromRegistry()) {
            log().println("Not pushed: " + branch.refusal() + ".");
            return null;
        }
        return push ? new EngineErrand(EngineErrand.Kind.PUSH, stage) : null;
    }

    /** The deepest base stage that this engine lacks, or else the stage itself; waits for branches that build one. */
    private EngineErrand buildErrand(SplitBranch branch) throws IOException, InterruptedException {
        Claims claims = split().claims();
        String engine = Objects.requireNonNull(branch.engine());
        for (int base : branch.bases()) {
            if (claims.wouldWait(engine, List.of(base), stage)) {
                log().println("Waits until another branch has built '" + split().stageName(base) + "' on this engine.");
            }
            List<Integer> mine = claims.claim(engine, List.of(base), stage);
            if (!mine.isEmpty() && split().isPreparation(base)) {
                return new EngineErrand(EngineErrand.Kind.BASE, base);
            }
        }
        List<Integer> units = new ArrayList<>(branch.bases());
        units.add(stage);
        claims.claim(engine, units, stage);
        return new EngineErrand(EngineErrand.Kind.STAGE, stage);
    }

    /** Weighs what the image is compared with, once it has been built or, if it is an image, at once. */
    final void weighBaseline() throws IOException, InterruptedException {
        page("baseline", new SiteCalls.Weigh(branchSite(), SiteCalls.Weigh.What.BASELINE, 0));
    }

    /** Weighs something, and keeps what was found as a journal page. */
    final String page(String name, SiteCalls.Weigh weigh) throws IOException, InterruptedException {
        String json = branchPlace().act(weigh);
        folder().writePage(name, json);
        return json;
    }
}
