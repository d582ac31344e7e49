package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.build.BuildSite;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineFacts;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * The state that the branches of one call of the step share. It is saved with the running build, so fields may be added
 * but not changed, and it holds figures and names only: texts lie in the {@link SplitFolder}. Safe for use by several
 * threads, also while it is being saved.
 */
public final class SplitRun implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(SplitRun.class.getName());

    private final String id = BuildSite.newId();
    private final MultiStageBuildStep settings;
    private final String reportId;
    private final String image;
    private final boolean inNode;
    private final long startMillis = System.currentTimeMillis();

    private final CopyOnWriteArrayList<SplitBranch> branches = new CopyOnWriteArrayList<>();
    private final Claims claims = new Claims();
    private final CopyOnWriteArraySet<EngineUse> uses = new CopyOnWriteArraySet<>();
    private final ConcurrentHashMap<Integer, String> preparations = new ConcurrentHashMap<>();
    private volatile @Nullable EngineFacts engine;
    private volatile @Nullable String contextStash;

    /** Branches that wait for their turn; those that waited when the controller stopped come again by themselves. */
    private transient volatile @Nullable Map<Integer, StepContext> waiting;

    /**
     * A call that begins.
     *
     * @param reportId names the call within its build
     * @param image the reference of the final image
     * @param inNode whether the call stands inside a {@code node}
     */
    SplitRun(MultiStageBuildStep settings, String reportId, String image, boolean inNode) {
        this.settings = settings;
        this.reportId = reportId;
        this.image = image;
        this.inNode = inNode;
    }

    String id() {
        return id;
    }

    MultiStageBuildStep settings() {
        return settings;
    }

    String reportId() {
        return reportId;
    }

    String image() {
        return image;
    }

    /** Whether every branch runs right where the step was called, on no further executor. */
    public boolean isHere() {
        return inNode && settings.getLabel() == null && settings.getLabels() == null;
    }

    /** Whether the sources have to be checked out first. */
    public boolean isOutside() {
        return !inNode;
    }

    public @Nullable String getLabel() {
        return settings.getLabel();
    }

    public boolean isFailFast() {
        return settings.isFailFast();
    }

    /** How often a branch may run. */
    public int getAttempts() {
        return settings.getRetries() + 1;
    }

    public @Nullable String getRegistryUrl() {
        return settings.getRegistryUrl();
    }

    public @Nullable String getRegistryCredentialsId() {
        return settings.getRegistryCredentialsId();
    }

    public @Nullable String getToolName() {
        return settings.getToolName();
    }

    public List<SplitBranch> getBranches() {
        return branches;
    }

    Claims claims() {
        return claims;
    }

    /** Milliseconds since the call began; the clock survives a restart of the controller. */
    long now() {
        return Math.max(0, System.currentTimeMillis() - startMillis);
    }

    /**
     * The plan is made.
     *
     * @param bases names of the base stages that several branches build on and that have no branch, by stage
     */
    void planned(
            EngineFacts facts, List<SplitBranch> planned, Map<Integer, String> bases, @Nullable String stashOfContext) {
        contextStash = stashOfContext;
        preparations.putAll(bases);
        branches.clear();
        branches.addAll(planned);
        engine = facts;
    }

    /** Whether a stage is built for the layer cache alone. */
    boolean isPreparation(int stage) {
        return preparations.containsKey(stage);
    }

    Map<Integer, String> preparations() {
        return preparations;
    }

    String stageName(int stage) {
        String name = preparations.get(stage);
        return name != null ? name : branch(stage).getName();
    }

    EngineFacts engine() {
        EngineFacts facts = engine;
        if (facts == null) {
            throw new IllegalStateException("the build is not planned yet");
        }
        return facts;
    }

    boolean isPlanned() {
        return engine != null;
    }

    @Nullable
    String contextStash() {
        return contextStash;
    }

    SplitBranch branch(int stage) {
        return branches.stream()
                .filter(branch -> branch.getStage() == stage)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage " + stage + " has no branch"));
    }

    /** Notes that an agent is in use; answers whether it was not before. */
    boolean uses(EngineUse use) {
        return uses.add(use);
    }

    Set<EngineUse> uses() {
        return uses;
    }

    /** Lets a branch's step end as soon as what the branch needs is done and its turn has come. */
    void await(int stage, StepContext context) {
        synchronized (this) {
            if (waiting == null) {
                waiting = new ConcurrentHashMap<>();
            }
            waiting.put(stage, context);
        }
        wakeUp();
    }

    /** A branch's step no longer waits. */
    void forget(int stage) {
        Map<Integer, StepContext> all = waiting;
        if (all != null) {
            all.remove(stage);
        }
    }

    /** A branch has done everything that others may wait for. */
    void done(SplitBranch branch) {
        branch.setStatus(SplitBranch.Status.DONE);
        wakeUp();
    }

    /** A branch has ended for good without doing what it should; the script calls this. */
    public void failed(SplitBranch branch) {
        if (branch.status() != SplitBranch.Status.DONE) {
            branch.setStatus(SplitBranch.Status.FAILED);
        }
        claims.release(branch.getStage());
        wakeUp();
    }

    private synchronized void wakeUp() {
        Map<Integer, StepContext> all = waiting;
        if (all == null) {
            return;
        }
        for (SplitBranch branch : branches) {
            StepContext context = all.get(branch.getStage());
            if (context != null) {
                wakeUp(branch, context, all);
            }
        }
    }

    private void wakeUp(SplitBranch branch, StepContext context, Map<Integer, StepContext> all) {
        SplitBranch lost = branch.after().stream()
                .map(this::branch)
                .filter(other -> other.status() == SplitBranch.Status.FAILED)
                .findFirst()
                .orElse(null);
        if (lost != null) {
            all.remove(branch.getStage());
            InputFailedException failure = new InputFailedException(branch.getName(), lost.getName());
            say(failure, context);
            context.onFailure(failure);
        } else if (isReady(branch)) {
            all.remove(branch.getStage());
            branch.ready(now());
            context.onSuccess(null);
        }
    }

    /** Says it in the branch's own log, since a native parallel tells of the first failure only. */
    private static void say(InputFailedException failure, StepContext context) {
        try {
            TaskListener listener = context.get(TaskListener.class);
            listener.getLogger().println(failure.getMessage());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the log is closed: " + failure.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady(SplitBranch branch) {
        boolean inputs = branch.after().stream().allMatch(stage -> branch(stage).status() == SplitBranch.Status.DONE);
        int most = settings.getJobs() > 0 ? settings.getJobs() : isHere() ? engine().processors() : Integer.MAX_VALUE;
        long running = branches.stream()
                // A restart may find it counted already and not yet told so.
                .filter(other -> other != branch && other.status() == SplitBranch.Status.RUNNING)
                .count();
        return inputs && running < most;
    }
}
