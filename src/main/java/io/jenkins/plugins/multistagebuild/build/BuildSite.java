package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.BuildOutput;
import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.container.Command;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.LayerFlattener;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One machine's part in a build that several machines do together. It keeps nothing in memory between two calls: images
 * and files are found by the build's ID and folder, so that every call may come from another process, and a call that was
 * cut short may be made again.
 *
 * <p>What takes long is an {@link EngineErrand}: the caller runs its command and reports how it ended.
 */
public final class BuildSite {
    private final ContainerEngine engine;
    private final BuildSpec spec;
    private final Plan plan;
    private final TemporaryImages images;
    private final WorkFolder folder;
    private final StageBuilder stages;
    private final OutputListener log;

    /**
     * The site of a build on this machine.
     *
     * @param engine the engine at hand
     * @param reading how the build's Dockerfiles are read, the same on every machine
     * @param id the build's ID, from {@link #newId}
     * @param place a folder for the build's temporary files, outside the context
     * @param log where the engine's output goes
     * @throws BuildProblemException if a Dockerfile is wrong, or the folder cannot be made
     */
    public BuildSite(
            ContainerEngine engine, BuildSpec spec, PlanReading reading, String id, Path place, OutputListener log)
            throws BuildProblemException {
        this.engine = engine;
        this.spec = spec;
        this.plan = reading.plan(spec);
        this.images = new TemporaryImages(id);
        this.folder = WorkFolder.at(place);
        this.stages = new StageBuilder(engine, spec, plan, images, folder, false);
        this.log = log;
    }

    /** An ID that no other build has. */
    public static String newId() {
        return TemporaryImages.newId();
    }

    /** Finds out how an engine reads the Dockerfiles of a build; base images may be pulled for it. */
    public static PlanReading read(ContainerEngine engine, BuildSpec spec, OutputListener log)
            throws BuildProblemException, InterruptedException {
        return new Planner(engine, spec, log).reading();
    }

    public Plan plan() {
        return plan;
    }

    /**
     * Packs what of the build context other machines need.
     *
     * @param everything whether also what no instruction of the Dockerfile copies
     * @return bytes of the tar file
     */
    public long packContext(boolean everything, Path tar) throws BuildProblemException {
        try {
            ContextArchive.write(spec, plan, everything, tar);
            return Files.size(tar);
        } catch (IOException e) {
            throw new BuildProblemException(
                    "the build context " + spec.context() + " cannot be packed into " + tar + ": " + e.getMessage(), e);
        }
    }

    /** Whether this engine has the outputs of a stage. */
    public boolean has(int stage) throws ContainerException, InterruptedException {
        return engine.inspect(stages.outputsImage(stage)) != null;
    }

    /** Gives this engine the outputs of a stage that another one made. */
    public void fetch(int stage, Path outputs) throws ContainerException, InterruptedException {
        engine.importTar(outputs, stages.outputsImage(stage), spec.platform(), images.labels());
    }

    /** The command that does an errand. */
    public Command command(EngineErrand errand) throws BuildProblemException, InterruptedException {
        return errand.kind() == EngineErrand.Kind.PUSH
                ? engine.pushCommand(lastTag())
                : engine.buildCommand(request(errand));
    }

    /**
     * Draws the consequences of a command that has ended.
     *
     * @param status its exit status
     * @param output everything it printed
     * @param mayRepeat whether a failure that another try may mend is no failure yet
     * @return whether the errand is done; if not, the same command has to be run once more
     * @throws BuildProblemException if it failed
     */
    public boolean conclude(EngineErrand errand, int status, BuildOutput output, boolean mayRepeat)
            throws BuildProblemException, InterruptedException {
        if (status == 0) {
            nameImage(errand);
            return true;
        }
        if (errand.kind() == EngineErrand.Kind.PUSH) {
            throw engine.pushFailure(lastTag(), status, output);
        }
        ContainerException failure = engine.failure(request(errand), status, output);
        if (mayRepeat && engine.deservesAnotherTry(failure)) {
            return false;
        }
        throw errand.kind() == EngineErrand.Kind.BASELINE
                ? StageFailures.ofBaseline(baselineFile(), failure)
                : StageFailures.of(stageBuild(errand), failure);
    }

    /**
     * Lays down in a tar file what a stage hands on, after its errand.
     *
     * @return what is in it
     */
    public JournalPage handOn(int stage, Path outputs) throws BuildProblemException, InterruptedException {
        if (stages.gathers(stage)) {
            stages.gather(stage, log);
        }
        Path archive = folder.file("outputs-" + stage + ".archive");
        engine.save(stages.outputsImage(stage), archive);
        LayerFlattener.flatten(archive, outputs);
        Journal journal = new Journal();
        journal.listed(stage, OutputListing.of(archive, plan.outputs(stage)));
        folder.delete(archive);
        return journal.page();
    }

    /** Gives the final image its other names. */
    private void nameImage(EngineErrand errand) throws BuildProblemException, InterruptedException {
        if (errand.kind() == EngineErrand.Kind.STAGE
                && errand.stage() == plan.graph().target()) {
            String id = folder.read(idFile()).strip();
            for (String tag : spec.tags().stream().skip(1).toList()) {
                engine.tag(id, tag);
            }
        }
    }

    /** Weighs the final image layer by layer, after its errand. */
    public JournalPage finish() throws BuildProblemException, InterruptedException {
        String id = folder.read(idFile()).strip();
        Journal journal = new Journal();
        ImageInfo image = known(id);
        journal.built(plan.graph().target(), image);
        Path archive = folder.file("image.archive");
        engine.save(id, archive);
        journal.analysed(FinalImage.figures(archive, reference(), image.sizeBytes()));
        folder.delete(archive);
        return journal.page();
    }

    /** The ID of the image that the final one builds on, or null if it builds on none or the engine has it not. */
    public @Nullable String baseImageId() throws BuildProblemException, InterruptedException {
        StageNode node = plan.graph().node(plan.graph().target());
        while (node.base() instanceof Base.Stage base) {
            node = plan.graph().node(base.index());
        }
        ImageInfo info = node.base() instanceof Base.Image image ? engine.inspect(image.reference()) : null;
        return info == null ? null : info.id();
    }

    /** The digest of the final image in the registry, after its push; null where the engine does not note it. */
    public @Nullable String pushedDigest() throws BuildProblemException, InterruptedException {
        ImageInfo info = engine.inspect(lastTag());
        return info == null ? null : info.digestIn(lastTag());
    }

    /** Weighs the stages that a branch is the first to build, itself included. */
    public JournalPage measure(int branch) throws BuildProblemException, InterruptedException {
        Journal journal = new Journal();
        List<Integer> built = Stream.concat(plan.branch(branch).includes().stream(), Stream.of(branch))
                .filter(stage -> stage != plan.graph().target() && firstBuilder(stage) == branch)
                .toList();
        for (int stage : built) {
            journal.measured(stage, stages.measure(stage, OutputListener.SILENT));
        }
        return journal.page();
    }

    private int firstBuilder(int stage) {
        return plan.branches().stream()
                .filter(branch -> branch.stage() == stage || branch.includes().contains(stage))
                .mapToInt(Branch::stage)
                .findFirst()
                .orElse(stage);
    }

    /** Weighs what the final image is compared with, after its errand or, if it is an image, at once. */
    public JournalPage compare() throws BuildProblemException, InterruptedException {
        Journal journal = new Journal();
        if (spec.baseline() instanceof BaselineChoice.SingleStage single) {
            journal.comparedWith(Baselines.dockerfile(single.file(), known(stages.baselineImage())));
        } else if (spec.baseline() instanceof BaselineChoice.Image image) {
            if (engine.inspect(image.reference()) == null) {
                engine.pull(image.reference(), spec.platform(), log);
            }
            journal.comparedWith(Baselines.image(image.reference(), known(image.reference())));
        }
        return journal.page();
    }

    /** Removes a build's temporary images from an engine; those gone already are fine. */
    public static void clear(ContainerEngine engine, String id) throws ContainerException, InterruptedException {
        new TemporaryImages(id).remove(engine);
    }

    private BuildRequest request(EngineErrand errand) throws BuildProblemException, InterruptedException {
        return errand.kind() == EngineErrand.Kind.BASELINE
                ? stages.baseline(baselineFile())
                : stageBuild(errand).request();
    }

    private StageBuild stageBuild(EngineErrand errand) throws BuildProblemException, InterruptedException {
        if (errand.kind() == EngineErrand.Kind.BASE) {
            return stages.base(plan.preparation(errand.stage()));
        }
        Branch branch = plan.branch(errand.stage());
        return errand.stage() == plan.graph().target()
                ? stages.target(branch, spec.tags().isEmpty() ? null : reference(), idFile())
                : stages.outputs(branch);
    }

    private Path idFile() {
        return folder.file("image.id");
    }

    private BuildFile baselineFile() {
        if (spec.baseline() instanceof BaselineChoice.SingleStage single) {
            return single.file();
        }
        throw new IllegalStateException("the baseline " + spec.baseline() + " is not built");
    }

    /** The reference to push: the last one, which names the registry. */
    private String lastTag() {
        return spec.tags().get(spec.tags().size() - 1);
    }

    private String reference() throws BuildProblemException {
        return spec.tags().isEmpty()
                ? folder.read(idFile()).strip()
                : spec.tags().get(0);
    }

    private ImageInfo known(String image) throws ContainerException, InterruptedException {
        return Objects.requireNonNull(engine.inspect(image), () -> "the engine built " + image + " and has lost it");
    }
}
