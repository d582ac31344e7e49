package io.jenkins.plugins.multistagebuild.jenkins.step;

import io.jenkins.plugins.multistagebuild.build.EngineErrand;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One parallel branch of a split build and how far it is. It is saved with the running build, so fields may be added but
 * not changed. What changes is changed by one step of the branch at a time.
 */
public final class SplitBranch implements Serializable {
    private static final long serialVersionUID = 1L;

    /** In place of a stage: the branch that builds the single-stage image. */
    static final int BASELINE = -1;

    /** How a branch stands. */
    enum Status {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private final int stage;
    private final String name;
    private final @Nullable String label;
    private final ArrayList<Integer> inputs;
    private final ArrayList<Integer> after;
    private final ArrayList<Integer> bases;
    private final boolean target;

    private volatile Status status = Status.WAITING;
    private volatile @Nullable String agent;
    private volatile @Nullable String engine;
    private volatile @Nullable EngineErrand errand;
    private volatile boolean repeated;
    private volatile long sentMillis;
    private volatile boolean keptFromRegistry;
    private volatile long startMillis;
    private volatile long durationMillis;
    private volatile long outputBytes;
    private volatile @Nullable String stash;
    private volatile @Nullable String refusal;
    private volatile @Nullable String engineVersion;
    private volatile @Nullable Long readyMillis;
    private volatile @Nullable Long queueMillis;

    /** Null also in builds that began with a release before this field. */
    private volatile @Nullable ArrayList<StageRebuild> rebuilds;

    /**
     * A branch of the plan.
     *
     * @param stage index of its stage, or {@link #BASELINE}
     * @param name what it is called, unique in the build
     * @param label expression for its agents, or null for any
     * @param inputs the stages whose outputs it takes
     * @param after the stages that must be done before it starts
     * @param bases the base stages it builds on that other branches may have built before on the same engine
     * @param target whether it makes the final image
     */
    SplitBranch(
            int stage,
            String name,
            @Nullable String label,
            List<Integer> inputs,
            List<Integer> after,
            List<Integer> bases,
            boolean target) {
        this.stage = stage;
        this.name = name;
        this.label = label;
        this.inputs = new ArrayList<>(inputs);
        this.after = new ArrayList<>(after);
        this.bases = new ArrayList<>(bases);
        this.target = target;
    }

    public int getStage() {
        return stage;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getLabel() {
        return label;
    }

    List<Integer> inputs() {
        return inputs;
    }

    List<Integer> after() {
        return after;
    }

    List<Integer> bases() {
        return bases;
    }

    boolean isTarget() {
        return target;
    }

    boolean isBaseline() {
        return stage == BASELINE;
    }

    /**
     * A name for files, folders and stashes, which no other branch has. Names of stages begin with a letter, so a number
     * in front is free for those that share a name.
     */
    String fileName() {
        int number = name.indexOf('#');
        return number < 0 ? name : stage + "-" + name.substring(0, number);
    }

    Status status() {
        return status;
    }

    void setStatus(Status newStatus) {
        status = newStatus;
    }

    @Nullable
    String agent() {
        return agent;
    }

    @Nullable
    String engine() {
        return engine;
    }

    /** What it needs is there and its turn has come: from now on it waits for nothing but an executor. */
    void ready(long now) {
        status = Status.RUNNING;
        readyMillis = now;
        queueMillis = null;
    }

    /** A new attempt begins, the first or a later one, for which nobody knows since when it has waited. */
    void begin(String newAgent, long now) {
        Long ready = readyMillis;
        if (ready != null) {
            queueMillis = Math.max(0, now - ready);
        } else if (!newAgent.equals(agent)) {
            queueMillis = null;
        }
        readyMillis = null;
        agent = newAgent;
        engine = null;
        errand = null;
        repeated = false;
        startMillis = now;
    }

    void foundEngine(String identity, String version) {
        engine = identity;
        engineVersion = version;
    }

    /** The version of its engine, or null if that has not answered yet. */
    @Nullable
    String engineVersion() {
        return engineVersion;
    }

    /** How long it waited for an executor; null if unknown. */
    @Nullable
    Long queueMillis() {
        return queueMillis;
    }

    /** It has built a base stage that another engine had built before. */
    void rebuilt(StageRebuild rebuild) {
        ArrayList<StageRebuild> all = new ArrayList<>(rebuilds());
        all.add(rebuild);
        rebuilds = all;
    }

    List<StageRebuild> rebuilds() {
        ArrayList<StageRebuild> known = rebuilds;
        return known == null ? List.of() : known;
    }

    @Nullable
    EngineErrand errand() {
        return errand;
    }

    void send(EngineErrand next, long now) {
        errand = next;
        repeated = false;
        sentMillis = now;
    }

    /**
     * The image must not be pushed.
     *
     * @param reason why not, in a sentence without a full stop
     */
    void keepFromRegistry(String reason) {
        keptFromRegistry = true;
        refusal = reason;
    }

    String refusal() {
        return Objects.requireNonNullElse(refusal, "the image exceeds its budget");
    }

    boolean isKeptFromRegistry() {
        return keptFromRegistry;
    }

    long sentMillis() {
        return sentMillis;
    }

    boolean repeated() {
        return repeated;
    }

    void repeat() {
        repeated = true;
    }

    void built(long now) {
        durationMillis = now - startMillis;
    }

    long startMillis() {
        return startMillis;
    }

    long durationMillis() {
        return durationMillis;
    }

    void handedOn(@Nullable String stashName, long bytes) {
        stash = stashName;
        outputBytes = bytes;
    }

    @Nullable
    String stash() {
        return stash;
    }

    long outputBytes() {
        return outputBytes;
    }
}
