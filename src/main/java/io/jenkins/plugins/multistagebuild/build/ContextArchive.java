package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContextTar;
import io.jenkins.plugins.multistagebuild.container.DockerIgnore;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The build context as it travels to other machines: what the ignore files leave, and of that only what the needed stages
 * copy. The other machine's builder applies the ignore files once more, so whatever is too much here does no harm.
 */
public final class ContextArchive {
    private ContextArchive() {}

    /**
     * Writes it, as a {@link ContextTar}.
     *
     * @param everything whether all paths are wanted, copied or not
     * @throws BuildProblemException if an ignore file is wrong
     */
    public static void write(BuildSpec spec, Plan plan, boolean everything, Path tar)
            throws BuildProblemException, IOException {
        ContextPaths paths = ContextPaths.of(plan);
        if (spec.baseline() instanceof BaselineChoice.SingleStage single) {
            SplitOptions options = SplitOptions.defaults().withBuildArgs(spec.buildArgs());
            paths = paths.and(
                    ContextPaths.of(Plan.of(StageGraph.of(single.file().dockerfile(), options))));
        }
        ContextPaths taken = paths;
        boolean all = everything || copiesThroughLinks(spec.context(), taken);
        Predicate<String> copied =
                all ? path -> true : path -> taken.holds(path) || path.equals(DockerIgnore.FILE_NAME);
        List<DockerIgnore> rules = rules(spec);
        Predicate<String> sent = path -> rules.stream().anyMatch(rule -> !rule.excludes(path));
        DockerIgnore common = rules.size() == 1 ? rules.get(0) : DockerIgnore.NONE;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar), 1 << 16)) {
            new ContextTar(spec.context(), common)
                    .only(rules.size() == 1 ? copied : copied.and(sent))
                    .writeTo(out);
        }
    }

    /** The rules of each Dockerfile, those of the baseline's included; a file without its own has the context's. */
    private static List<DockerIgnore> rules(BuildSpec spec) throws BuildProblemException {
        Path shared = spec.context().resolve(DockerIgnore.FILE_NAME);
        List<BuildFile> files = new ArrayList<>(spec.files());
        if (spec.baseline() instanceof BaselineChoice.SingleStage single) {
            files.add(single.file());
        }
        List<DockerIgnore> rules = new ArrayList<>();
        for (BuildFile file : files) {
            Path own = file.ignoreFile() == null ? shared : file.ignoreFile();
            rules.add(Files.isRegularFile(own) ? DockerIgnore.read(own) : DockerIgnore.NONE);
        }
        boolean same = files.stream().allMatch(file -> file.ignoreFile() == null);
        return same ? List.of(rules.get(0)) : rules;
    }

    /** Whether a path that is copied is a symbolic link or lies behind one: then the builder copies what it leads to. */
    private static boolean copiesThroughLinks(Path context, ContextPaths paths) throws IOException {
        AtomicBoolean found = new AtomicBoolean();
        Files.walkFileTree(context, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = context.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink() && paths.leadsThrough(path)) {
                    found.set(true);
                    return FileVisitResult.TERMINATE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found.get();
    }

    /**
     * The base images of needed stages whose ONBUILD triggers copy from the context. No Dockerfile shows them, so the
     * engine is asked, which pulls what it does not have.
     */
    public static List<String> triggering(
            ContainerEngine engine, Plan plan, @Nullable String platform, OutputListener log)
            throws BuildProblemException, InterruptedException {
        TreeSet<String> bases = new TreeSet<>();
        for (StageNode node : plan.graph().neededNodes()) {
            if (node.base() instanceof Base.Image image) {
                bases.add(image.reference());
            }
        }
        List<String> triggering = new ArrayList<>();
        for (String base : bases) {
            ImageInfo info = engine.inspect(base);
            if (info == null) {
                engine.pull(base, platform, log);
                info = engine.inspect(base);
            }
            if (info == null || info.onBuild().stream().anyMatch(ContextArchive::copies)) {
                triggering.add(base);
            }
        }
        return triggering;
    }

    private static boolean copies(String trigger) {
        String verb = trigger.strip().toUpperCase(Locale.ROOT);
        return verb.startsWith("COPY") || verb.startsWith("ADD") || verb.contains("--MOUNT");
    }
}
