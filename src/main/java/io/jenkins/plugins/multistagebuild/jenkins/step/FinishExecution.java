package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.jenkins.trend.TrendRecorder;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Makes the report of a call whose branches are all done, lets its gates take effect, and makes the step's result. */
final class FinishExecution extends SplitExecution {
    private static final long serialVersionUID = 1L;

    private static final int LOG_WIDTH = 120;

    FinishExecution(StepContext context) {
        super(context);
    }

    @Override
    Object run() throws Exception {
        SplitRun split = split();
        Run<?, ?> run = getContext().get(Run.class);
        SizeReport report = SplitReport.of(split, run);
        new SplitFolder(run, split.reportId()).writeReport(report);
        TaskListener listener = getContext().get(TaskListener.class);
        if (split.settings().getName() != null) {
            listener.getLogger().println(split.settings().getName() + ":");
        }
        listener.getLogger().println(new TextSummary(false, LOG_WIDTH).print(report));
        BuiltImage built = built(split, report);
        SplitBuildAction.record(run, split.reportId(), split.settings().getName(), built, report);
        TrendRecorder.record(
                run, split.reportId(), report, getContext().get(EnvVars.class).get("BRANCH_NAME"), listener);
        SizeReportListener.fire(run, name(split), report, listener);
        enforce(report, run, listener);
        return built;
    }

    private static @Nullable String name(SplitRun split) {
        String name = split.settings().getName();
        return name != null || split.reportId().equals(StepDefaults.ID) ? name : split.reportId();
    }

    private static BuiltImage built(SplitRun split, SizeReport report) {
        ImageFigures image = Objects.requireNonNull(report.image());
        Map<String, BuiltStage> stages = new LinkedHashMap<>();
        for (SplitBranch branch : split.getBranches()) {
            if (!branch.isBaseline()) {
                stages.put(
                        branch.getName(),
                        new BuiltStage(
                                branch.getName(),
                                report.stages().get(branch.getStage()).uncompressedBytes(),
                                branch.durationMillis(),
                                branch.agent(),
                                branch.stash()));
            }
        }
        return new BuiltImage(
                split.image(),
                image.id(),
                image.uncompressedBytes(),
                image.compressedBytes(),
                report.savings() == null ? null : report.savings().percent(),
                GateResult.of(report),
                stages);
    }

    /**
     * A gate that is not passed does to the build what its criticality says, but the step does not fail: what follows may
     * still want to look at the image.
     */
    private void enforce(SizeReport report, Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        List<GateVerdict> failed = report.gates().stream()
                .filter(gate -> gate.fails(Criticality.NOTE))
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        for (GateVerdict gate : failed) {
            if (gate.fails(Criticality.UNSTABLE)) {
                listener.error(gate.sentence());
            }
        }
        boolean red = report.fails(Criticality.ERROR);
        String verdicts = failed.stream().map(GateVerdict::sentence).collect(Collectors.joining("; "));
        getContext()
                .get(FlowNode.class)
                .addOrReplaceAction(new WarningAction(red ? Result.FAILURE : Result.UNSTABLE).withMessage(verdicts));
        if (report.fails(Criticality.FAILURE)) {
            run.setResult(Result.FAILURE);
        } else if (failed.stream().anyMatch(gate -> gate.criticality() == Criticality.UNSTABLE)) {
            run.setResult(Result.UNSTABLE);
        }
    }
}
