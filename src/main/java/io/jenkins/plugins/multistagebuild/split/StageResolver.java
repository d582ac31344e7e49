package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.Expanded;
import io.jenkins.plugins.multistagebuild.dockerfile.GlobalScope;
import io.jenkins.plugins.multistagebuild.dockerfile.Instruction;
import io.jenkins.plugins.multistagebuild.dockerfile.Mount;
import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import io.jenkins.plugins.multistagebuild.dockerfile.Stage;
import io.jenkins.plugins.multistagebuild.dockerfile.StageScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every stage in order, keeps its variables, and resolves what it refers to. */
final class StageResolver {
    static final String SCRATCH = "scratch";

    /** The types of mount that never show the build context; a type with a variable in it may. */
    private static final Set<String> NO_CONTEXT = Set.of("cache", "tmpfs", "secret", "ssh");

    private final StageNames names;
    private final SplitOptions options;
    private final String targetStage;
    private final List<StageNode> nodes = new ArrayList<>();
    private final List<StageScope.Snapshot> scopes = new ArrayList<>();

    StageResolver(StageNames names, SplitOptions options, String targetStage) {
        this.names = names;
        this.options = options;
        this.targetStage = targetStage;
    }

    List<StageNode> resolve() throws DockerfileException {
        List<GlobalScope> globals = globals();
        for (int file = 0; file < globals.size(); file++) {
            for (Stage stage : names.files().get(file).dockerfile().stages()) {
                new Reader(file, globals.get(file), stage).read();
            }
        }
        return nodes;
    }

    /** The ARGs that each file's FROM lines see; tells {@code names} of every base on the way. */
    private List<GlobalScope> globals() throws DockerfileException {
        Map<String, String> platformArgs = Platforms.arguments(options, targetStage);
        List<GlobalScope> globals = new ArrayList<>();
        for (SourceFile file : names.files()) {
            Dockerfile dockerfile = file.dockerfile();
            GlobalScope global = GlobalScope.of(dockerfile, options.buildArgs(), platformArgs);
            for (Stage stage : dockerfile.stages()) {
                names.addBase(global.baseImage(stage.from()));
            }
            globals.add(global);
        }
        return globals;
    }

    /** One stage being read. */
    private final class Reader {
        private final int file;
        private final Stage stage;
        private final GlobalScope global;
        private final Map<Integer, Set<SourcePath>> copies = new LinkedHashMap<>();
        private final Map<Integer, Set<SourcePath>> mounts = new LinkedHashMap<>();
        private final Set<String> images = new LinkedHashSet<>();
        private final Set<SourcePath> context = new LinkedHashSet<>();
        private final Set<String> contexts = new LinkedHashSet<>();

        Reader(int file, GlobalScope global, Stage stage) {
            this.file = file;
            this.global = global;
            this.stage = stage;
        }

        void read() throws DockerfileException {
            String replacing = names.contextOf(file, stage);
            if (replacing != null) {
                scopes.add(new StageScope(global, null, null).snapshot(false));
                nodes.add(node(new Base.Context(replacing), false));
                return;
            }
            Base base = base();
            StageScope scope = scope(base);
            if (base instanceof Base.Stage parent) {
                for (Instruction instruction : nodes.get(parent.index()).stage().instructions()) {
                    if (instruction instanceof Instruction.Onbuild onbuild) {
                        visit(scope, onbuild.trigger());
                    }
                }
            }
            boolean triggers = false;
            for (Instruction instruction : stage.instructions()) {
                visit(scope, instruction);
                triggers |= instruction instanceof Instruction.Onbuild;
            }
            scopes.add(scope.snapshot(options.rules().inheritsArguments()));
            nodes.add(node(base, triggers));
        }

        private StageNode node(Base base, boolean triggers) throws DockerfileException {
            return new StageNode(
                    nodes.size(),
                    name(),
                    file,
                    names.files().get(file).dockerfile(),
                    stage,
                    base,
                    global.platform(stage.from()),
                    inputs(),
                    List.copyOf(images),
                    List.copyOf(context),
                    List.copyOf(contexts),
                    triggers);
        }

        /** The stage's own name; the last stage of a named file answers to the file's. */
        private @Nullable String name() {
            SourceFile source = names.files().get(file);
            boolean last = stage.index() == source.dockerfile().stages().size() - 1;
            return stage.name() == null && last ? source.name() : stage.name();
        }

        private Base base() throws DockerfileException {
            SourceRange where = stage.from().range();
            String reference = global.baseImage(stage.from());
            int earlier = names.base(file, reference, stage.index(), where);
            String context = names.contextOf(reference, earlier);
            if (context != null) {
                return new Base.Context(context);
            }
            if (earlier >= 0) {
                return new Base.Stage(earlier);
            }
            return reference.equals(SCRATCH) ? new Base.Scratch() : new Base.Image(reference);
        }

        private StageScope scope(Base base) {
            if (base instanceof Base.Stage parent) {
                return new StageScope(global, scopes.get(parent.index()), Map.of());
            }
            Map<String, String> environment = base instanceof Base.Image image
                    ? options.baseEnvironments().get(image.reference())
                    : base instanceof Base.Context ? null : Map.of();
            return new StageScope(global, null, environment);
        }

        private void visit(StageScope scope, Instruction instruction) throws DockerfileException {
            if (instruction instanceof Instruction.Copy copy && copy.from() == null) {
                fromContext(scope, copy.sources(), copy.range());
            } else if (instruction instanceof Instruction.Add add) {
                fromContext(scope, add.sources(), add.range());
            } else if (instruction instanceof Instruction.Copy copy && copy.from() != null) {
                String reference = copy.from().value();
                int source = names.copySource(file, reference, stage.index(), copy.range());
                for (String word : copy.sources()) {
                    take(copies, source, reference, path(scope, word, copy.parents(), copy.range()));
                }
            } else if (instruction instanceof Instruction.Run run) {
                for (Mount mount : run.mounts()) {
                    visit(scope, mount, run.range());
                }
            }
            scope.apply(instruction);
        }

        private void visit(StageScope scope, Mount mount, SourceRange where) throws DockerfileException {
            String reference = mount.from();
            String path = mount.source() == null ? SourcePath.ROOT : mount.source();
            if (reference != null) {
                int source = names.mountSource(file, reference, stage.index(), where);
                take(mounts, source, reference, path(scope, path, false, where));
            } else if (!NO_CONTEXT.contains(mount.type())) {
                fromContext(scope, List.of(path), where);
            }
        }

        private void fromContext(StageScope scope, List<String> words, SourceRange where) throws DockerfileException {
            for (String word : words) {
                context.add(path(scope, word, false, where));
            }
        }

        private void take(Map<Integer, Set<SourcePath>> into, int source, String reference, SourcePath path) {
            String context = names.contextOf(reference, source);
            if (context != null) {
                contexts.add(context);
            } else if (source < 0) {
                images.add(reference);
            } else {
                into.computeIfAbsent(source, key -> new LinkedHashSet<>()).add(path);
            }
        }

        private SourcePath path(StageScope scope, String word, boolean parents, SourceRange where)
                throws DockerfileException {
            Expanded expanded = scope.expand(word, where);
            boolean known = expanded.unset().isEmpty();
            return new SourcePath(known ? expanded.value() : word, known, parents, where);
        }

        private List<Input> inputs() {
            List<Input> inputs = new ArrayList<>();
            copies.forEach((source, paths) -> inputs.add(new Input(source, Input.Kind.COPY, List.copyOf(paths))));
            mounts.forEach((source, paths) -> inputs.add(new Input(source, Input.Kind.MOUNT, List.copyOf(paths))));
            return inputs;
        }
    }
}
