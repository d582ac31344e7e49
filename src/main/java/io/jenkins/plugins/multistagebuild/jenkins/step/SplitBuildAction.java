package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.Savings;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jspecify.annotations.Nullable;

/**
 * One call of the step, as {@code build.xml} remembers it: a few figures, never more. The whole report lies beside, see
 * {@link SplitFolder}. Saved with the build, so fields may be added but not changed.
 */
public final class SplitBuildAction extends InvisibleAction {
    private final String id;
    private final boolean keepStashes;
    private @Nullable String name;
    private @Nullable String image;
    private long uncompressedBytes;
    private @Nullable Long compressedBytes;
    private @Nullable Long diskBytes;
    private @Nullable Long baselineBytes;
    private @Nullable Long budgetBytes;
    private @Nullable String referenceLabel;
    private @Nullable Long referenceBytes;
    private @Nullable GateResult gate;
    private int gates;
    private int passedGates;
    private int acceptedGates;
    private int failedGates;
    private boolean ended;

    private SplitBuildAction(String id, boolean keepStashes) {
        this.id = id;
        this.keepStashes = keepStashes;
    }

    /** The name of the call within its build. */
    public String getId() {
        return id;
    }

    /** What people call the call; its ID if nobody has said. */
    public String getName() {
        return name == null ? id : name;
    }

    /** The reference of the image, or null if none was built. */
    public @Nullable String getImage() {
        return image;
    }

    /** The sum of the tar bytes of the image's layers; 0 if none was built. */
    public long getUncompressedBytes() {
        return uncompressedBytes;
    }

    /** What a registry stores, in bytes; null if it was not measured. */
    public @Nullable Long getCompressedBytes() {
        return compressedBytes;
    }

    /** What the engine says that the image takes on its disk, in bytes; null in builds of a release that did not keep it. */
    public @Nullable Long getDiskBytes() {
        return diskBytes;
    }

    /** The same of the single-stage image; null if there is none to compare with. */
    public @Nullable Long getBaselineBytes() {
        return baselineBytes;
    }

    /** The most that the image may weigh, in bytes; null without a budget. */
    public @Nullable Long getBudgetBytes() {
        return budgetBytes;
    }

    /** What people call the build that this one is compared with, such as {@code #41}; null if there is none. */
    public @Nullable String getReferenceLabel() {
        return referenceLabel;
    }

    /** The size of the image of that build in bytes. */
    public @Nullable Long getReferenceBytes() {
        return referenceBytes;
    }

    /** What the image saves against the single-stage image; null if there is none to compare with. */
    public @Nullable Savings getSavings() {
        return Savings.between(diskBytes, baselineBytes);
    }

    /** How the image did against its limits; null if none was built. */
    public @Nullable GateResult getGate() {
        return gate;
    }

    /** How many gates it has, the budget among them; 0 in builds of a release that did not count them. */
    public int getGateCount() {
        return gates;
    }

    /** How many of them it passed. Those that had nothing to judge are in none of the numbers. */
    public int getPassedGateCount() {
        return passedGates;
    }

    /** How many of them would have failed, had the increase not been accepted. */
    public int getAcceptedGateCount() {
        return acceptedGates;
    }

    /** How many of them failed. */
    public int getFailedGateCount() {
        return failedGates;
    }

    /**
     * Begins a call and finds its name: the one given, or the default with a number behind it from the second call on. A
     * call that follows a failed one of the same name, as inside {@code retry}, takes its place.
     *
     * @throws AbortException if a call of the name that was given is still running
     */
    static String begin(Run<?, ?> run, @Nullable String wanted, boolean keepStashes) throws IOException {
        synchronized (run) {
            String id = wanted == null ? freeId(run) : wanted;
            SplitBuildAction earlier = of(run, id);
            if (earlier != null && !earlier.ended) {
                throw new AbortException(
                        "id: '" + id + "' names a call of multiStageBuild that is still running in this"
                                + " build; give each call an id of its own");
            }
            if (earlier != null) {
                run.removeAction(earlier);
            }
            run.addAction(new SplitBuildAction(id, keepStashes));
            run.save();
            return id;
        }
    }

    private static String freeId(Run<?, ?> run) {
        int number = 1;
        String id = StepDefaults.ID;
        for (SplitBuildAction taken = of(run, id); taken != null; taken = of(run, id)) {
            if (taken.ended && taken.image == null) {
                return id;
            }
            number++;
            id = StepDefaults.ID + "-" + number;
        }
        return id;
    }

    static @Nullable SplitBuildAction of(Run<?, ?> run, String id) {
        List<SplitBuildAction> actions = run.getActions(SplitBuildAction.class);
        return actions.stream()
                .filter(action -> action.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The call has made an image. */
    static void record(Run<?, ?> run, String id, @Nullable String name, BuiltImage built, SizeReport report)
            throws IOException {
        synchronized (run) {
            SplitBuildAction action = of(run, id);
            if (action != null) {
                action.name = name;
                action.image = built.getImage();
                action.uncompressedBytes = built.getUncompressedSize();
                action.compressedBytes = built.getCompressedSize();
                action.gate = GateResult.valueOf(built.getGateResult());
                action.compare(report);
                run.save();
            }
        }
    }

    private void compare(SizeReport report) {
        diskBytes = report.image() == null ? null : report.image().diskBytes();
        baselineBytes = report.baseline() == null
                ? null
                : Long.valueOf(report.baseline().diskBytes());
        budgetBytes =
                report.budget() == null ? null : Long.valueOf(report.budget().limitBytes());
        referenceLabel = report.reference() == null ? null : report.reference().label();
        referenceBytes = report.reference() == null ? null : report.reference().uncompressedBytes();
        gates = report.gates().size();
        passedGates = report.count(GateOutcome.PASSED);
        acceptedGates = report.count(GateOutcome.ACCEPTED);
        failedGates = report.count(GateOutcome.FAILED);
    }

    /** The call has ended, well or not. */
    static void end(Run<?, ?> run, String id) throws IOException {
        synchronized (run) {
            SplitBuildAction action = of(run, id);
            if (action != null) {
                action.ended = true;
                run.save();
            }
        }
    }

    /** Keeps a build's stashes where a call asked for it. */
    @Extension
    public static final class KeepStashes extends StashManager.StashBehavior {
        @Override
        public boolean shouldClearAll(Run<?, ?> build) {
            return build.getActions(SplitBuildAction.class).stream().noneMatch(action -> action.keepStashes);
        }
    }
}
