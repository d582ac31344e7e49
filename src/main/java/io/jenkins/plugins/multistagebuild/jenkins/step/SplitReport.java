package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.Journal;
import io.jenkins.plugins.multistagebuild.build.ReportAssembler;
import io.jenkins.plugins.multistagebuild.build.StagePlace;
import io.jenkins.plugins.multistagebuild.gate.GateJudge;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineFacts;
import io.jenkins.plugins.multistagebuild.jenkins.trend.EarlierBuilds;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.Rebuild;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Makes the report of a call out of what its branches have found out so far. */
final class SplitReport {
    private static final String PLUGIN = "multi-stage-build";

    private final SplitRun split;
    private final Run<?, ?> run;

    private SplitReport(SplitRun split, Run<?, ?> run) {
        this.split = split;
        this.run = run;
    }

    /**
     * The report as it is now, judged. Figures that are not there yet make the gates inactive that need them.
     *
     * @throws BuildProblemException if a Dockerfile is wrong, which it was not when the call began
     */
    static SizeReport of(SplitRun split, Run<?, ?> run) throws BuildProblemException, IOException {
        return of(split, run, StepLimits.of(split.settings(), run));
    }

    private static SizeReport of(SplitRun split, Run<?, ?> run, Limits limits)
            throws BuildProblemException, IOException {
        return GateJudge.judge(
                new SplitReport(split, run).assemble(), limits, EarlierBuilds.of(run, split.reportId(), limits));
    }

    /**
     * Why the image, which has been weighed, must not be pushed, in a sentence without a full stop; null if it may be.
     *
     * @throws BuildProblemException if a Dockerfile is wrong, which it was not when the call began
     */
    static @Nullable String refusal(SplitRun split, Run<?, ?> run) throws BuildProblemException, IOException {
        Limits limits = StepLimits.of(split.settings(), run);
        if (limits.isEmpty()) {
            return null;
        }
        return of(split, run, limits).gates().stream()
                .filter(gate -> gate.fails(Criticality.ERROR))
                .map(GateVerdict::sentence)
                .findFirst()
                .orElse(null);
    }

    private SizeReport assemble() throws BuildProblemException, IOException {
        SplitFolder folder = new SplitFolder(run, split.reportId());
        // The paths mean nothing here: texts alone are read from the specification.
        BuildSpec spec =
                SplitSpecs.of(split, folder.sources(), "context", "folder").spec();
        Journal journal = new Journal();
        folder.readPages(journal);
        places(journal);
        Generator generator = new Generator(
                PLUGIN,
                Objects.requireNonNull(Jenkins.get().getPluginManager().getPlugin(PLUGIN))
                        .getVersion());
        return new ReportAssembler(spec, split.engine().reading().plan(spec), journal, generator)
                .assemble(engineOfImage(), split.now());
    }

    private void places(Journal journal) {
        Map<Integer, List<StageRebuild>> rebuilds = split.getBranches().stream()
                .flatMap(branch -> branch.rebuilds().stream())
                .collect(Collectors.groupingBy(StageRebuild::stage, TreeMap::new, Collectors.toList()));
        for (SplitBranch branch : split.getBranches()) {
            if (!branch.isBaseline()) {
                journal.ran(branch.getStage(), new JournalPage.Span(branch.startMillis(), branch.durationMillis()));
                journal.ranAt(
                        branch.getStage(),
                        new StagePlace(
                                branch.agent(),
                                split.isHere() ? null : branch.queueMillis(),
                                engine(branch.engineVersion()),
                                listed(rebuilds.remove(branch.getStage()))));
            }
        }
        rebuilds.forEach((stage, all) -> journal.ranAt(stage, new StagePlace(null, null, null, listed(all))));
    }

    private static List<Rebuild> listed(@Nullable List<StageRebuild> rebuilds) {
        return rebuilds == null
                ? List.of()
                : rebuilds.stream()
                        .map(rebuild -> new Rebuild(rebuild.agent(), rebuild.durationMillis()))
                        .toList();
    }

    private Engine engineOfImage() {
        String version = split.getBranches().stream()
                .filter(SplitBranch::isTarget)
                .findFirst()
                .map(SplitBranch::engineVersion)
                .orElse(split.engine().version());
        return Objects.requireNonNull(engine(version));
    }

    /** All branches use engine and builder that the build is planned for, so that versions alone differ. */
    private @Nullable Engine engine(@Nullable String version) {
        EngineFacts facts = split.engine();
        return version == null
                ? null
                : new Engine(
                        facts.kind().program(), version, facts.builder().name().toLowerCase(Locale.ROOT));
    }
}
