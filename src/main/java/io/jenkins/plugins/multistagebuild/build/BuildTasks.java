package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tasks of a build. What the final image waits for is urgent; what came by on the way is weighed beside it, and a
 * failure to weigh fails nothing.
 */
final class BuildTasks {
    private static final int BUILDING = 0;
    private static final int COMPARING = 1;
    private static final int WEIGHING = Task.ASIDE;

    private final ContainerEngine engine;
    private final BuildSpec spec;
    private final Plan plan;
    private final StageBuilder stages;
    private final TemporaryImages images;
    private final WorkFolder folder;
    private final Journal journal;
    private final Progress progress;
    private final List<Task> tasks = new ArrayList<>();
    private volatile boolean cutShort;

    BuildTasks(
            ContainerEngine engine,
            BuildSpec spec,
            Plan plan,
            StageBuilder stages,
            TemporaryImages images,
            WorkFolder folder,
            Journal journal,
            Progress progress) {
        this.engine = engine;
        this.spec = spec;
        this.plan = plan;
        this.stages = stages;
        this.images = images;
        this.folder = folder;
        this.journal = journal;
        this.progress = progress;
    }

    List<Task> all() {
        List<String> pulls = spec.flags().pull() ? pulls() : List.of();
        for (Branch base : plan.preparations()) {
            add(base, pulls, log -> {
                stages.run(stages.base(base), log);
                return null;
            });
        }
        for (Branch branch : plan.branches()) {
            if (branch.stage() == plan.graph().target()) {
                add(branch, pulls, log -> target(branch, log));
            } else {
                add(branch, pulls, log -> outputs(branch, log));
            }
        }
        // In this order, since to measure a stage may take a build, and the last of all that weighs decides when the
        // end is.
        measure();
        list();
        baseline();
        clear();
        analyse();
        return List.copyOf(tasks);
    }

    private String unit(int stage) {
        return Units.stage(plan.graph(), stage);
    }

    private void add(Branch branch, List<String> pulls, Progress.Sized work) {
        Integer base = plan.builtUpon(branch);
        List<String> after = Stream.concat(
                        pulls.stream(),
                        Stream.concat(branch.inputs().stream(), Stream.ofNullable(base))
                                .map(this::unit))
                .distinct()
                .toList();
        String unit = unit(branch.stage());
        tasks.add(new Task(unit, after, BUILDING, () -> {
            long start = journal.now();
            progress.follow(unit, work);
            journal.ran(branch.stage(), start);
        }));
    }

    private Long outputs(Branch branch, OutputListener log) throws BuildProblemException, InterruptedException {
        stages.run(stages.outputs(branch), log);
        return existing(stages.stub(branch.stage())).sizeBytes();
    }

    private Long target(Branch branch, OutputListener log) throws BuildProblemException, InterruptedException {
        Path idFile = folder.file("image.id");
        stages.run(
                stages.target(branch, spec.tags().isEmpty() ? null : spec.tags().get(0), idFile), log);
        String id = folder.read(idFile).strip();
        for (String tag : spec.tags().stream().skip(1).toList()) {
            engine.tag(id, tag);
        }
        ImageInfo image = existing(id);
        journal.built(branch.stage(), image);
        return image.sizeBytes();
    }

    private ImageInfo existing(String image) throws ContainerException, InterruptedException {
        return Objects.requireNonNull(engine.inspect(image), () -> "the engine built " + image + " and has lost it");
    }

    private List<String> pulls() {
        Set<String> images = new TreeSet<>();
        for (StageNode node : plan.graph().neededNodes()) {
            if (node.base() instanceof Base.Image image) {
                images.add(image.reference());
            }
            images.addAll(node.images());
        }
        for (String image : images) {
            String unit = Units.pull(image);
            tasks.add(new Task(
                    unit,
                    List.of(),
                    BUILDING,
                    () -> progress.follow(unit, log -> {
                        engine.pull(image, spec.platform(), log);
                        return null;
                    })));
        }
        return images.stream().map(Units::pull).toList();
    }

    private void measure() {
        for (StageNode node : plan.graph().neededNodes()) {
            int stage = node.index();
            if (stage != plan.graph().target()) {
                String after = unit(owner(stage));
                weigh(Units.measure(stage), after, log -> journal.measured(stage, stages.measure(stage, log)));
            }
        }
    }

    /** The piece of work in which a stage is built first. */
    private int owner(int stage) {
        return Stream.concat(plan.preparations().stream(), plan.branches().stream())
                .filter(branch -> branch.stage() == stage || branch.includes().contains(stage))
                .mapToInt(Branch::stage)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no branch builds stage " + stage));
    }

    private void list() {
        for (Branch branch : plan.branches()) {
            if (branch.stage() != plan.graph().target()) {
                list(branch.stage());
            }
        }
    }

    private void list(int stage) {
        weigh(Units.list(stage), unit(stage), log -> {
            // Only now, since nobody waits for it: what others copy, they copy from the stage itself.
            if (stages.gathers(stage)) {
                stages.gather(stage, log);
            }
            Path archive = folder.file("outputs-" + stage + ".tar");
            engine.save(stages.outputsImage(stage), archive);
            journal.listed(stage, OutputListing.of(archive, plan.outputs(stage)));
            folder.delete(archive);
        });
    }

    private interface Weighing {
        void run(OutputListener log) throws BuildProblemException, InterruptedException;
    }

    private void weigh(String name, String after, Weighing work) {
        tasks.add(new Task(name, List.of(after), WEIGHING, () -> {
            try {
                work.run(progress.log(name));
            } catch (BuildProblemException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                cutShort = true;
                progress.note("not measured (" + name + "): " + e.getMessage());
            }
        }));
    }

    /** Not left to the end of the build, since meanwhile the final image can be weighed, which needs none of the others. */
    private void clear() {
        List<String> after = tasks.stream().map(Task::name).toList();
        tasks.add(new Task(Units.CLEARING, after, WEIGHING, () -> {
            try {
                // To look for images without a name takes the engine a tenth of a second.
                if (cutShort) {
                    images.remove(engine);
                } else {
                    images.removeNamed(engine);
                }
            } catch (ContainerException e) {
                progress.note("the temporary images are not removed yet, and will be tried again at the end: "
                        + e.getMessage());
            }
        }));
    }

    private void analyse() {
        String target = unit(plan.graph().target());
        tasks.add(new Task(
                Units.ANALYSIS,
                List.of(target),
                COMPARING,
                () -> progress.follow(Units.ANALYSIS, log -> {
                    Path archive = folder.file("image.tar");
                    String id = journal.imageId();
                    engine.save(id, archive);
                    String name = spec.tags().isEmpty() ? id : spec.tags().get(0);
                    long diskBytes = Objects.requireNonNull(
                                    journal.size(plan.graph().target()), "the final image is not built yet")
                            .bytes();
                    journal.analysed(FinalImage.figures(archive, name, diskBytes));
                    folder.delete(archive);
                    return null;
                })));
    }

    private void baseline() {
        if (spec.baseline() instanceof BaselineChoice.SingleStage single) {
            tasks.add(new Task(
                    Units.BASELINE,
                    List.of(),
                    COMPARING,
                    () -> progress.follow(Units.BASELINE, log -> {
                        ImageInfo image = stages.buildBaseline(single.file(), log);
                        journal.comparedWith(Baselines.dockerfile(single.file(), image));
                        return image.sizeBytes();
                    })));
        } else if (spec.baseline() instanceof BaselineChoice.Image image) {
            tasks.add(new Task(
                    Units.BASELINE,
                    List.of(),
                    COMPARING,
                    () -> progress.follow(Units.BASELINE, log -> {
                        ImageInfo found = engine.inspect(image.reference());
                        if (found == null) {
                            engine.pull(image.reference(), spec.platform(), log);
                            found = existing(image.reference());
                        }
                        journal.comparedWith(Baselines.image(image.reference(), found));
                        return found.sizeBytes();
                    })));
        }
    }
}
