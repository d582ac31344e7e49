package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import io.jenkins.plugins.multistagebuild.report.StageInput;
import io.jenkins.plugins.multistagebuild.report.StageStatus;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the report of a build that succeeded, not judged yet. */
public final class ReportAssembler {
    private final BuildSpec spec;
    private final Plan plan;
    private final Journal journal;
    private final Generator generator;

    /** @param generator the program to name in the report */
    public ReportAssembler(BuildSpec spec, Plan plan, Journal journal, Generator generator) {
        this.spec = spec;
        this.plan = plan;
        this.journal = journal;
        this.generator = generator;
    }

    /**
     * Makes it.
     *
     * @param engine the engine that made the final image
     * @param durationMillis how long the whole build took
     */
    public SizeReport assemble(Engine engine, long durationMillis) {
        ImageFigures image = journal.image();
        StageNode target = plan.graph().node(plan.graph().target());
        Baseline baseline = spec.baseline() instanceof BaselineChoice.Auto
                ? Baselines.largestSource(plan, journal)
                : journal.baseline();
        return new SizeReport(
                SizeReport.SCHEMA,
                generator,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                spec.files().stream().map(file -> file.dockerfile().fileName()).collect(Collectors.joining(", ")),
                target.name() != null ? target.name() : String.valueOf(target.index()),
                engine,
                journal.platform(),
                durationMillis,
                image,
                stages(engine),
                baseline,
                null,
                null,
                List.of(),
                null,
                List.of());
    }

    private List<StageFigures> stages(Engine engine) {
        List<StageFigures> figures = new ArrayList<>();
        for (StageNode node : plan.graph().nodes()) {
            figures.add(stage(node, engine));
        }
        return figures;
    }

    private StageFigures stage(StageNode node, Engine engine) {
        int index = node.index();
        boolean target = index == plan.graph().target();
        JournalPage.Size size = journal.size(index);
        ImageFigures image = target ? journal.image() : null;
        JournalPage.Span span = journal.span(index);
        StagePlace place = journal.place(index);
        Long bytes = image != null ? Long.valueOf(image.uncompressedBytes()) : size == null ? null : size.bytes();
        String method = image != null ? StageFigures.LAYER_TAR_BYTES : size == null ? null : StageFigures.ENGINE;
        return new StageFigures(
                index,
                node.name(),
                node.firstLine(),
                base(node),
                plan.graph().needed(index) ? StageStatus.BUILT : StageStatus.SKIPPED,
                bytes,
                method,
                size == null ? null : size.layers(),
                span == null ? null : span.startMillis(),
                span == null ? null : span.durationMillis(),
                inputs(node),
                journal.outputs(index),
                journal.outputBytes(index),
                includes(index),
                place.agent(),
                place.queueMillis(),
                engine.equals(place.engine()) ? null : place.engine(),
                place.rebuilds());
    }

    private String base(StageNode node) {
        if (node.base() instanceof Base.Image image) {
            return image.reference();
        }
        if (node.base() instanceof Base.Context context) {
            return "context " + context.name();
        }
        return node.base() instanceof Base.Stage stage
                ? plan.graph().node(stage.index()).displayName()
                : "scratch";
    }

    private List<StageInput> inputs(StageNode node) {
        List<StageInput> inputs = new ArrayList<>();
        if (node.base() instanceof Base.Stage base) {
            inputs.add(new StageInput(base.index(), List.of()));
        }
        for (Input input : node.inputs()) {
            inputs.add(new StageInput(
                    input.stage(),
                    input.paths().stream().map(SourcePath::text).distinct().toList()));
        }
        return inputs;
    }

    private @Nullable Branch branch(int stage) {
        return plan.branches().stream()
                .filter(branch -> branch.stage() == stage)
                .findFirst()
                .orElse(null);
    }

    private List<Integer> includes(int stage) {
        Branch branch = branch(stage);
        return branch == null ? List.of() : branch.includes();
    }
}
