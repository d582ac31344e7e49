package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.FilePath;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.EngineErrand;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.agent.Site;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteCalls;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteCalls.Weigh.What;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprints;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Draws the consequences of a command, and hands the branch's outputs on after the last one. */
final class CollectExecution extends BranchExecution {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** The command's errand: saved here, since the branch has the next one already when this is done once more. */
    private @Nullable EngineErrand errand;

    private boolean repeated;

    private long sentMillis;

    /** @param status exit status of the command */
    CollectExecution(StepContext context, int stage, int status) {
        super(context, stage);
        this.status = status;
    }

    @Override
    void begin() throws Exception {
        errand = branch().errand();
        repeated = branch().repeated();
        sentMillis = branch().sentMillis();
    }

    @Override
    @Nullable
    Object run() throws Exception {
        SplitBranch branch = branch();
        if (branch.status() != SplitBranch.Status.DONE) {
            LinkedHashMap<String, String> next = conclude(branch);
            if (next != null) {
                return next;
            }
            if (branch.isBaseline()) {
                weighBaseline();
            } else if (!branch.isTarget()) {
                handOn(branch);
            }
            split().done(branch);
        }
        if (!branch.isBaseline()) {
            page(branch.getStage() + "-sizes", new SiteCalls.Weigh(branchSite(), What.STAGES, branch.getStage()));
        }
        return null;
    }

    /** The next command, or null after the last one. */
    private @Nullable LinkedHashMap<String, String> conclude(SplitBranch branch)
            throws BuildProblemException, IOException, InterruptedException {
        EngineErrand last = Objects.requireNonNull(errand);
        branch.send(last, sentMillis);
        long millis = split().now() - sentMillis;
        boolean done = branchPlace().act(new SiteCalls.Conclude(branchSite(), last, status, !repeated));
        if (!done) {
            log().println("A cached layer was removed during the build; building once more.");
            LinkedHashMap<String, String> again = layDown(last);
            branch.repeat();
            return again;
        }
        switch (last.kind()) {
            case BASE -> {
                log().println("Built '" + split().stageName(last.stage()) + "' for this engine in " + millis / 1000
                        + " s.");
                built(List.of(last.stage()), branch, millis);
            }
            case STAGE -> {
                branch.built(split().now());
                List<Integer> stages = new ArrayList<>(branch.bases());
                stages.add(branch.getStage());
                built(stages, branch, null);
                if (branch.isTarget()) {
                    weighImage(branch);
                }
            }
            case PUSH -> noteDigest();
            case BASELINE -> {
                // nothing that others wait for
            }
        }
        return nextCommand();
    }

    /** @param millis what a base stage took; null where it was built together with the branch's own */
    private void built(List<Integer> stages, SplitBranch branch, @Nullable Long millis)
            throws IOException, InterruptedException {
        Claims claims = split().claims();
        String engine = Objects.requireNonNull(branch.engine());
        for (int stage : stages) {
            boolean known = claims.isBuilt(engine, stage);
            int engines = claims.built(engine, stage);
            if (known || engines < 2 || stage == branch.getStage()) {
                continue;
            }
            branch.rebuilt(new StageRebuild(stage, branch.agent(), millis));
            if (split().isPreparation(stage)) {
                log().println("'" + split().stageName(stage) + "' has now been built on " + engines
                        + " engines, once on each, because branches that build on it run there.");
            }
        }
    }

    private void handOn(SplitBranch branch) throws IOException, InterruptedException {
        String file = HandedOn.fileName(branch);
        String json = branchPlace().act(new SiteCalls.HandOn(branchSite(), branch.getStage(), "outputs/" + file));
        folder().writePage(branch.getStage() + "-outputs", json);
        JournalPage page = JournalPage.parse(json);
        String stash = HandedOn.stashName(split(), branch);
        FilePath outputs = branchPlace().child("outputs");
        long bytes = page.outputBytes().getOrDefault(branch.getStage(), 0L);
        stash(stash, outputs, file, "what '" + branch.getName() + "' hands on (" + ByteSize.format(bytes) + ")");
        outputs.deleteRecursive();
        branch.handedOn(stash, bytes);
        for (StageOutput output : page.outputs().getOrDefault(branch.getStage(), List.of())) {
            log().println("Hands on " + output.path() + ": " + ByteSize.format(output.bytes()));
        }
        log().println("Handed on " + ByteSize.format(bytes) + " in stash '" + stash + "'.");
    }

    private void weighImage(SplitBranch branch) throws BuildProblemException, IOException, InterruptedException {
        Site site = branchSite();
        String json = page(SplitFolder.IMAGE_PAGE, new SiteCalls.Weigh(site, What.IMAGE, 0));
        JournalPage page = JournalPage.parse(json);
        String id = Objects.requireNonNull(page.imageId());
        String base = branchPlace().act(new SiteCalls.BaseImage(site));
        DockerFingerprints.addFromFacet(base.isEmpty() ? null : base, id, build());
        long bytes = Objects.requireNonNull(page.image()).uncompressedBytes();
        log().println("Image " + split().image() + ": " + ByteSize.format(bytes) + " uncompressed.");
        String refusal = split().settings().isPush() ? SplitReport.refusal(split(), build()) : null;
        if (refusal != null) {
            branch.keepFromRegistry(refusal);
        }
    }

    private void noteDigest() throws IOException, InterruptedException {
        String digest = branchPlace().act(new SiteCalls.PushedDigest(branchSite()));
        if (!digest.isEmpty()) {
            log().println("Pushed as " + digest + ".");
            folder().noteDigest(digest);
        }
    }
}
