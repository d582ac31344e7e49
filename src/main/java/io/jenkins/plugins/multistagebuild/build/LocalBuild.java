package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.report.Generator;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.nio.file.Files;
import java.util.Set;

/**
 * Runs a split build on this machine: every branch starts the moment its inputs exist. When {@link #run} is left, by
 * success, failure or interruption, no process of the build runs any more and nothing of it is left but the final image,
 * the logs and the engine's layer cache.
 */
public final class LocalBuild {
    private final ContainerEngine engine;
    private final BuildSpec spec;
    private final Generator generator;
    private final BuildListener listener;

    /**
     * A build to run once.
     *
     * @param generator the program to name in the report
     */
    public LocalBuild(ContainerEngine engine, BuildSpec spec, Generator generator, BuildListener listener) {
        this.engine = engine;
        this.spec = spec;
        this.generator = generator;
        this.listener = listener;
    }

    /**
     * Runs the build.
     *
     * @throws StageFailedException if a stage failed
     * @throws BuildProblemException if something else is in the way
     * @throws InterruptedException if it was cancelled
     */
    public BuildResult run() throws BuildProblemException, InterruptedException {
        if (!Files.isDirectory(spec.context())) {
            throw new BuildProblemException("the context " + spec.context()
                    + (Files.exists(spec.context()) ? " is not a directory" : " does not exist")
                    + "; give the directory whose files the Dockerfile copies");
        }
        requireBuilder();
        engine.notes().forEach(listener::note);
        TemporaryImages images = new TemporaryImages(TemporaryImages.newId());
        try (WorkFolder folder = WorkFolder.temporary();
                StageLogs logs = new StageLogs(spec.logs())) {
            try {
                return run(images, folder, logs);
            } finally {
                cleanUp(images);
                if (logs.trouble() != null) {
                    listener.note("the logs in " + spec.logs() + " are not complete: " + logs.trouble());
                }
            }
        }
    }

    private void requireBuilder() throws BuildProblemException, InterruptedException {
        boolean handed =
                !spec.flags().secrets().isEmpty() || !spec.flags().ssh().isEmpty();
        if (handed && engine.builder() == Builder.CLASSIC) {
            throw new BuildProblemException("the classic builder of " + engine.name()
                    + " knows neither --secret nor --ssh; build with BuildKit (--builder buildkit)");
        }
        Set<String> contexts = spec.flags().buildContexts().keySet();
        if (!contexts.isEmpty() && !engine.supportsBuildContexts()) {
            throw new BuildProblemException("--build-context " + String.join(", ", contexts) + ": "
                    + (engine.builder() == Builder.CLASSIC ? "the classic builder of " : "")
                    + engine.name() + " " + engine.version()
                    + " knows no named contexts; build with BuildKit and buildx"
                    + " (docker 23 or newer, --builder buildkit), or with a podman or buildah whose build --help lists"
                    + " --build-context");
        }
    }

    private BuildResult run(TemporaryImages images, WorkFolder folder, StageLogs logs)
            throws BuildProblemException, InterruptedException {
        Journal journal = new Journal();
        Progress progress = new Progress(logs, listener);
        Plan plan = new Planner(engine, spec, listener::note).reading().plan(spec);
        listener.planned(plan);
        StageBuilder stages = new StageBuilder(engine, spec, plan, images, folder, true);
        BuildTasks tasks = new BuildTasks(engine, spec, plan, stages, images, folder, journal, progress);
        ReportAssembler assembler = new ReportAssembler(spec, plan, journal, generator);
        // A report to write has its logs beside it.
        HeadStart.begin(assembler.assemble(EngineNames.of(engine), 0), spec.logs() != null);
        new TaskRunner(spec.jobs(), spec.keepGoing()).run(tasks.all());
        String image = spec.tags().isEmpty() ? journal.imageId() : spec.tags().get(0);
        return new BuildResult(image, assembler.assemble(EngineNames.of(engine), journal.now()));
    }

    /** Also after an interruption: the flag is put aside while the engine removes what is ours. */
    private void cleanUp(TemporaryImages images) {
        boolean interrupted = Thread.interrupted();
        try {
            images.remove(engine);
        } catch (BuildProblemException e) {
            listener.note("temporary images may be left, labelled " + TemporaryImages.LABEL + "=" + images.id() + ": "
                    + e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
