package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Collector;
import io.jenkins.plugins.multistagebuild.split.Output;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.StageDockerfile;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the stages of a plan on one engine. BuildKit makes a stage's outputs in the same go as the stage and keeps the
 * stage itself in its cache only; the classic builder makes an image of the stage, and the outputs are gathered from it.
 */
final class StageBuilder {
    private final ContainerEngine engine;
    private final BuildSpec spec;
    private final Plan plan;
    private final TemporaryImages images;
    private final WorkFolder folder;
    private final TargetStageProbe targetStage;
    private final boolean alone;

    /** @param alone whether all stages are built on this engine */
    StageBuilder(
            ContainerEngine engine,
            BuildSpec spec,
            Plan plan,
            TemporaryImages images,
            WorkFolder folder,
            boolean alone) {
        this.engine = engine;
        this.spec = spec;
        this.plan = plan;
        this.images = images;
        this.folder = folder;
        this.alone = alone;
        this.targetStage = new TargetStageProbe(engine, images, folder);
    }

    /** What brings a shared base stage into the layer cache. */
    StageBuild base(Branch base) throws BuildProblemException, InterruptedException {
        StageDockerfile text = cut(base.stage());
        return build(base, text, request(text, "base-" + base.stage()).withTag(stageImage(base.stage())));
    }

    /**
     * What makes a stage and, unless {@link #gathers} says otherwise, the image of its outputs. Where a mount shows a
     * folder of the stage, the stage itself serves as that image, because a copy of a folder does not have the owner and
     * mode of the folder itself.
     */
    StageBuild outputs(Branch branch) throws BuildProblemException, InterruptedException {
        int stage = branch.stage();
        StageDockerfile text = cut(stage);
        if (gathers(stage)) {
            return build(branch, text, request(text, "stage-" + stage).withTag(stageImage(stage)));
        }
        StageDockerfile whole = isItsOwnOutput(stage) ? text : text.withCollector(plan);
        return build(branch, whole, request(whole, "outputs-" + stage).withTag(outputsImage(stage)));
    }

    /** Whether the outputs of a stage are gathered from an image of the stage, by {@link #gather}. */
    boolean gathers(int stage) {
        return !isItsOwnOutput(stage)
                && engine.builder() != Builder.BUILDKIT
                && !plan.graph().node(stage).triggers();
    }

    /**
     * What makes the final image. It is exactly what the engine makes of it: nothing is added, no label either.
     *
     * @param tag its reference, or null for none
     * @param idFile where its ID goes
     */
    StageBuild target(Branch branch, @Nullable String tag, Path idFile)
            throws BuildProblemException, InterruptedException {
        StageDockerfile text = cut(branch.stage());
        BuildRequest request = request(text, "target").withTag(tag).withIdFile(idFile);
        return new StageBuild(plan.graph().node(branch.stage()), withCache(request, branch), text);
    }

    private StageBuild build(Branch branch, StageDockerfile text, BuildRequest request) {
        return new StageBuild(
                plan.graph().node(branch.stage()), withCache(request.withLabels(images.labels()), branch), text);
    }

    /** Has the engine build it, here and now. */
    void run(StageBuild build, OutputListener log) throws BuildProblemException, InterruptedException {
        try {
            engine.build(build.request(), log);
        } catch (ContainerException e) {
            throw StageFailures.of(build, e, takenFromStages());
        }
    }

    /** What stages take from images of other stages, with those. */
    private Map<Output, StageNode> takenFromStages() {
        Map<Output, StageNode> taken = new LinkedHashMap<>();
        for (Branch branch : plan.branches()) {
            int stage = branch.stage();
            if (alone && gathers(stage)) {
                plan.outputs(stage)
                        .forEach(output -> taken.put(output, plan.graph().node(stage)));
            }
        }
        return taken;
    }

    /** Asks for the size of a stage that has been built, which may mean taking it out of the builder's cache. */
    ImageInfo measure(int stage, OutputListener log) throws BuildProblemException, InterruptedException {
        ImageInfo known = leavesImage(stage)
                ? engine.inspect(isItsOwnOutput(stage) ? outputsImage(stage) : stageImage(stage))
                : null;
        if (known == null) {
            StageDockerfile text = cut(stage);
            engine.build(
                    request(text, "measure-" + stage).withTag(stageImage(stage)).withLabels(images.labels()), log);
            known = engine.inspect(stageImage(stage));
        }
        return Objects.requireNonNull(known, "the engine built a stage and does not know it");
    }

    /** Whether building the stage may have left an image of it, and not only layers in the builder's cache. */
    private boolean leavesImage(int stage) {
        return isItsOwnOutput(stage)
                || gathers(stage)
                || plan.preparations().stream().anyMatch(base -> base.stage() == stage);
    }

    private boolean isItsOwnOutput(int stage) {
        return plan.mounted(stage) && !plan.graph().node(stage).triggers();
    }

    /** The name of the image that holds a stage's outputs. */
    String outputsImage(int stage) {
        return images.name("outputs-" + stage);
    }

    /**
     * The name of the image that others copy a stage's outputs from. An image of the stage itself serves as well as one of
     * its outputs, but it cannot travel to another engine as cheaply.
     */
    String stub(int stage) {
        return alone && gathers(stage) ? stageImage(stage) : outputsImage(stage);
    }

    private String stageImage(int stage) {
        return images.name("stage-" + stage);
    }

    private StageDockerfile cut(int stage) {
        return StageDockerfile.of(plan, stage, this::stub);
    }

    /** Makes the image of a stage's outputs out of an image of the stage. */
    void gather(int stage, OutputListener log) throws BuildProblemException, InterruptedException {
        Collector collector = Collector.standalone(plan, stage);
        Path dockerfile = folder.write("outputs-" + stage, collector.dockerfile(stageImage(stage)));
        BuildRequest request = BuildRequest.of(folder.emptyContext(), dockerfile)
                .withTag(outputsImage(stage))
                .withPlatform(spec.platform())
                .withTimeout(spec.flags().timeout())
                .withLabels(images.labels());
        try {
            engine.build(request, log);
        } catch (ContainerException e) {
            throw StageFailures.ofGathering(plan.graph().node(stage), collector, e);
        }
    }

    private BuildRequest request(StageDockerfile text, String name) throws BuildProblemException, InterruptedException {
        BuildFile file = spec.files().get(text.origin().fileIndex());
        return BuildRequest.of(spec.context(), folder.write(name, text.text()))
                .withIgnoreFile(file.ignoreFile())
                .withDockerfileName(nameInContext(file))
                .withBuildArgs(buildArgs(file))
                .withBuildContexts(spec.flags().buildContexts())
                .withPlatform(spec.platform())
                .withSecrets(spec.flags().secrets())
                .withSsh(spec.flags().ssh())
                .withNetwork(spec.flags().network())
                .withCacheFrom(spec.flags().cacheFrom())
                .withTimeout(spec.flags().timeout());
    }

    /** The path a user's ignore file would know the Dockerfile by: from the context, if it lies there. */
    private String nameInContext(BuildFile file) {
        Path context = spec.context().toAbsolutePath().normalize();
        Path path = file.path().toAbsolutePath().normalize();
        return (path.startsWith(context) ? context.relativize(path) : path).toString();
    }

    /** The user's, and TARGETSTAGE where the builder would fill it with the name of the stage that ours ends with. */
    private Map<String, String> buildArgs(BuildFile file) throws BuildProblemException, InterruptedException {
        Map<String, String> arguments = new HashMap<>(spec.buildArgs());
        if (!arguments.containsKey(TargetStageProbe.NAME) && targetStage.isFilledFor(file.dockerfile())) {
            arguments.put(TargetStageProbe.NAME, plan.graph().targetStage());
        }
        return arguments;
    }

    /**
     * Without the cache, but with what this very build has put there: the layers of a base stage that went first. To the
     * classic builder everything on top of a fresh layer is fresh; BuildKit can be told the stages.
     */
    private BuildRequest withCache(BuildRequest request, Branch branch) {
        if (!spec.flags().noCache()) {
            return request;
        }
        Integer base = plan.builtUpon(branch);
        if (base == null) {
            return request.withNoCache(true);
        }
        if (engine.builder() == Builder.CLASSIC) {
            return request.withNoCache(!plan.works(base));
        }
        List<String> fresh = new ArrayList<>();
        int at = branch.stage();
        while (at != base) {
            StageNode node = plan.graph().node(at);
            if (node.stage().name() == null) {
                return request.withNoCache(true);
            }
            fresh.add(node.stage().name());
            at = node.base() instanceof Base.Stage below ? below.index() : base;
        }
        return engine.supportsNoCacheStages() ? request.withNoCacheStages(fresh) : request.withNoCache(true);
    }

    /** The name of the image that the result is compared with, where it is built. */
    String baselineImage() {
        return images.name(Units.BASELINE);
    }

    /** What builds the single-stage Dockerfile that the result is compared with. */
    BuildRequest baseline(BuildFile file) throws BuildProblemException {
        return BuildRequest.of(
                        spec.context(),
                        folder.write("baseline", file.dockerfile().text()))
                .withIgnoreFile(file.ignoreFile())
                .withDockerfileName(nameInContext(file))
                .withTag(baselineImage())
                .withLabels(images.labels())
                .withBuildArgs(spec.buildArgs())
                .withBuildContexts(spec.flags().buildContexts())
                .withPlatform(spec.platform())
                .withNetwork(spec.flags().network())
                .withNoCache(spec.flags().noCache())
                .withTimeout(spec.flags().timeout());
    }

    /** Builds it here and now. */
    ImageInfo buildBaseline(BuildFile file, OutputListener log) throws BuildProblemException, InterruptedException {
        try {
            engine.build(baseline(file), log);
        } catch (ContainerException e) {
            throw StageFailures.ofBaseline(file, e);
        }
        return Objects.requireNonNull(
                engine.inspect(baselineImage()), "the engine built the baseline and does not know it");
    }
}
