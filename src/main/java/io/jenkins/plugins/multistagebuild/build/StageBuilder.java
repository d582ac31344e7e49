package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.BuildFailedException;
import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.container.TimeLimitException;
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

    StageBuilder(ContainerEngine engine, BuildSpec spec, Plan plan, TemporaryImages images, WorkFolder folder) {
        this.engine = engine;
        this.spec = spec;
        this.plan = plan;
        this.images = images;
        this.folder = folder;
        this.targetStage = new TargetStageProbe(engine, images, folder);
    }

    /** Brings a shared base stage into the layer cache. */
    void prepare(Branch base, OutputListener log) throws BuildProblemException, InterruptedException {
        BuildRequest request = request(cut(base.stage()), "base-" + base.stage())
                .withTag(stageImage(base.stage()))
                .withLabels(images.labels());
        build(base, withCache(request, base), cut(base.stage()), log);
    }

    /**
     * Builds a stage and the image of its outputs. Where a mount shows a folder of the stage, the stage itself serves as
     * that image, because a copy of a folder does not have the owner and mode of the folder itself.
     */
    void buildOutputs(Branch branch, OutputListener log) throws BuildProblemException, InterruptedException {
        int stage = branch.stage();
        boolean triggers = plan.graph().node(stage).triggers();
        if (isItsOwnOutput(stage) || engine.builder() == Builder.BUILDKIT || triggers) {
            StageDockerfile text =
                    isItsOwnOutput(stage) ? cut(stage) : cut(stage).withCollector(plan);
            BuildRequest request = request(text, "outputs-" + stage)
                    .withTag(outputsImage(stage))
                    .withLabels(images.labels());
            build(branch, withCache(request, branch), text, log);
        } else {
            StageDockerfile text = cut(stage);
            BuildRequest request =
                    request(text, "stage-" + stage).withTag(stageImage(stage)).withLabels(images.labels());
            build(branch, withCache(request, branch), text, log);
            gather(stage, log);
        }
    }

    /**
     * Builds the target and returns the image's ID. The image is exactly what the engine makes of it: nothing is added.
     *
     * @param tag its reference, or null for none
     */
    String buildTarget(Branch branch, @Nullable String tag, OutputListener log)
            throws BuildProblemException, InterruptedException {
        StageDockerfile text = cut(branch.stage());
        Path id = folder.file("image.id");
        BuildRequest request = request(text, "target").withTag(tag).withIdFile(id);
        build(branch, withCache(request, branch), text, log);
        return folder.read(id).strip();
    }

    /** Asks for the size of a stage that has been built, which may mean taking it out of the builder's cache. */
    ImageInfo measure(int stage, OutputListener log) throws BuildProblemException, InterruptedException {
        ImageInfo known = engine.inspect(isItsOwnOutput(stage) ? outputsImage(stage) : stageImage(stage));
        if (known == null) {
            StageDockerfile text = cut(stage);
            engine.build(
                    request(text, "measure-" + stage).withTag(stageImage(stage)).withLabels(images.labels()), log);
            known = engine.inspect(stageImage(stage));
        }
        return Objects.requireNonNull(known, "the engine built a stage and does not know it");
    }

    private boolean isItsOwnOutput(int stage) {
        return plan.mounted(stage) && !plan.graph().node(stage).triggers();
    }

    /** The name of the image that holds a stage's outputs. */
    String outputsImage(int stage) {
        return images.name("outputs-" + stage);
    }

    private String stageImage(int stage) {
        return images.name("stage-" + stage);
    }

    private StageDockerfile cut(int stage) {
        return StageDockerfile.of(plan, stage, this::outputsImage);
    }

    private void gather(int stage, OutputListener log) throws BuildProblemException, InterruptedException {
        Collector collector = Collector.standalone(plan, stage);
        Path dockerfile = folder.write("outputs-" + stage, collector.dockerfile(stageImage(stage)));
        BuildRequest request = BuildRequest.of(folder.emptyContext(), dockerfile)
                .withTag(outputsImage(stage))
                .withPlatform(spec.platform())
                .withTimeout(spec.flags().timeout())
                .withLabels(images.labels());
        try {
            engine.build(request, log);
        } catch (BuildFailedException e) {
            Output output = e.line() == null ? null : collector.at(e.line() - 2);
            throw failure(plan.graph().node(stage), e, missing(output, e, collector.outputs()), null);
        } catch (TimeLimitException e) {
            throw tooLong(plan.graph().node(stage), e);
        }
    }

    private void build(Branch branch, BuildRequest request, StageDockerfile text, OutputListener log)
            throws BuildProblemException, InterruptedException {
        try {
            engine.build(request, log);
        } catch (BuildFailedException e) {
            Output output = e.line() == null ? null : text.collectedAt(e.line());
            Collector collector = text.collector();
            output = missing(output, e, collector == null ? List.of() : collector.outputs());
            Integer line = e.line() == null ? null : text.originalLine(e.line());
            throw failure(plan.graph().node(branch.stage()), e, output, line);
        } catch (TimeLimitException e) {
            throw tooLong(plan.graph().node(branch.stage()), e);
        }
    }

    private static StageFailedException tooLong(StageNode node, TimeLimitException e) {
        return new StageFailedException(
                node.displayName(),
                node.file().fileName() + ":" + node.stage().range().startLine() + ": stage '" + node.displayName()
                        + "' was ended after its time limit of " + e.limit().toSeconds()
                        + " s; allow more time, or see what it waits for",
                e);
    }

    /** Not every engine says at which line it failed to copy; all say which path it was. */
    private static @Nullable Output missing(@Nullable Output known, BuildFailedException e, List<Output> outputs) {
        if (known != null || e.line() != null) {
            return known;
        }
        String said = String.join("\n", e.lastLines());
        return outputs.stream()
                .filter(output ->
                        said.contains("not found") || said.contains("not exist") || said.contains("no such file"))
                .filter(output -> said.contains(output.copied()))
                .findFirst()
                .orElse(null);
    }

    private StageFailedException failure(
            StageNode node, BuildFailedException e, @Nullable Output output, @Nullable Integer line) {
        String file = node.file().fileName();
        String said = String.join("\n  ", e.lastLines());
        if (output != null) {
            return new StageFailedException(
                    node.displayName(),
                    file + ":" + output.where().startLine() + ": stage '" + node.displayName() + "' (line "
                            + node.stage().range().startLine() + ") has no " + output.path()
                            + " to copy; check the path, or make the stage write it\n  " + said,
                    e);
        }
        String where = line == null ? file : file + ":" + line;
        return new StageFailedException(
                node.displayName(),
                where + ": stage '" + node.displayName() + "' failed (the engine's build exited with " + e.exitStatus()
                        + ")\n  " + said,
                e);
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

    /** Builds the single-stage Dockerfile that the result is compared with. */
    ImageInfo buildBaseline(BuildFile file, OutputListener log) throws BuildProblemException, InterruptedException {
        String tag = images.name("baseline");
        BuildRequest request = BuildRequest.of(
                        spec.context(),
                        folder.write("baseline", file.dockerfile().text()))
                .withIgnoreFile(file.ignoreFile())
                .withDockerfileName(nameInContext(file))
                .withTag(tag)
                .withLabels(images.labels())
                .withBuildArgs(spec.buildArgs())
                .withBuildContexts(spec.flags().buildContexts())
                .withPlatform(spec.platform())
                .withNetwork(spec.flags().network())
                .withNoCache(spec.flags().noCache())
                .withTimeout(spec.flags().timeout());
        try {
            engine.build(request, log);
        } catch (BuildFailedException e) {
            String where = file.path() + (e.line() == null ? "" : ":" + e.line());
            throw new StageFailedException(
                    "baseline",
                    where + ": the baseline could not be built (exit status " + e.exitStatus() + ")\n  "
                            + String.join("\n  ", e.lastLines()),
                    e);
        }
        return Objects.requireNonNull(engine.inspect(tag), "the engine built the baseline and does not know it");
    }
}
