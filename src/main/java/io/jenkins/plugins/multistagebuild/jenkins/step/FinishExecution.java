package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.Journal;
import io.jenkins.plugins.multistagebuild.build.ReportAssembler;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineFacts;
import io.jenkins.plugins.multistagebuild.jenkins.trend.TrendRecorder;
import io.jenkins.plugins.multistagebuild.report.Budget;
import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Makes the report of a call whose branches are all done, holds it against the budget, and makes the step's result. */
final class FinishExecution extends SplitExecution {
    private static final long serialVersionUID = 1L;

    private static final String PLUGIN = "multi-stage-build";
    private static final int LOG_WIDTH = 120;

    FinishExecution(StepContext context) {
        super(context);
    }

    @Override
    Object run() throws Exception {
        SplitRun split = split();
        Run<?, ?> run = getContext().get(Run.class);
        SizeReport report = report(split, new SplitFolder(run, split.reportId()));
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
        enforce(report, run, listener);
        return built;
    }

    private static SizeReport report(SplitRun split, SplitFolder folder) throws BuildProblemException, IOException {
        // The paths mean nothing here: texts alone are read from the specification.
        BuildSpec spec =
                SplitSpecs.of(split, folder.sources(), "context", "folder").spec();
        String budget = split.settings().getBudget();
        if (budget != null) {
            spec = spec.withBudget(ByteSize.parse(budget));
        }
        Journal journal = new Journal();
        folder.readPages(journal);
        for (SplitBranch branch : split.getBranches()) {
            if (!branch.isBaseline()) {
                journal.ran(branch.getStage(), new JournalPage.Span(branch.startMillis(), branch.durationMillis()));
            }
        }
        EngineFacts facts = split.engine();
        Engine engine = new Engine(
                facts.kind().program(), facts.version(), facts.builder().name().toLowerCase(Locale.ROOT));
        Generator generator = new Generator(
                PLUGIN,
                Objects.requireNonNull(Jenkins.get().getPluginManager().getPlugin(PLUGIN))
                        .getVersion());
        return new ReportAssembler(spec, facts.reading().plan(spec), journal, generator).assemble(engine, split.now());
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
                gate(report.budget()),
                stages);
    }

    private static GateResult gate(@Nullable Budget budget) {
        return budget == null ? GateResult.INACTIVE : budget.within() ? GateResult.PASSED : GateResult.FAILED;
    }

    /** An image over its budget fails the build but not the step: what follows may still want to look at it. */
    private void enforce(SizeReport report, Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        Budget budget = report.budget();
        if (budget != null && !budget.within()) {
            String verdict = budget.sentence();
            listener.error(verdict);
            getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.FAILURE).withMessage(verdict));
            run.setResult(Result.FAILURE);
        }
    }
}
