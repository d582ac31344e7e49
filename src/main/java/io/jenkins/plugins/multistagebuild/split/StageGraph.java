package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The build stages of one or several Dockerfiles and what each depends on, with a target chosen. Stages of several files
 * are numbered through, file after file.
 */
public final class StageGraph {
    private final List<SourceFile> files;
    private final List<StageNode> nodes;
    private final int target;
    private final String targetStage;
    private final BitSet needed;

    private StageGraph(List<SourceFile> files, List<StageNode> nodes, int target, String targetStage, BitSet needed) {
        this.files = files;
        this.nodes = nodes;
        this.target = target;
        this.targetStage = targetStage;
        this.needed = needed;
    }

    /**
     * The graph of one Dockerfile.
     *
     * @throws DockerfileException if a reference, an ARG of a FROM, the target or the order of stages is wrong
     */
    public static StageGraph of(Dockerfile file, SplitOptions options) throws DockerfileException {
        return of(List.of(new SourceFile(null, file)), options);
    }

    /**
     * The graph of a Dockerfile per stage. A {@code COPY --from} that names no stage of its own file means the last
     * stage of the file of that name.
     *
     * @throws DockerfileException if a reference, an ARG of a FROM, the target or the order of stages is wrong
     */
    public static StageGraph of(List<SourceFile> files, SplitOptions options) throws DockerfileException {
        StageNames names = new StageNames(files, options);
        int target = names.target(options.target());
        String targetStage = names.targetStage(options.target());
        List<StageNode> nodes = new StageResolver(names, options, targetStage).resolve();
        StageOrder.check(nodes);
        BitSet needed = reach(nodes, target);
        StageOrder.checkNeeded(nodes, needed);
        StageOrder.checkScratch(nodes, needed);
        return new StageGraph(List.copyOf(files), List.copyOf(nodes), target, targetStage, needed);
    }

    private static BitSet reach(List<StageNode> nodes, int target) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty()) {
            int index = open.pop();
            if (!reached.get(index)) {
                reached.set(index);
                dependencies(nodes.get(index)).forEach(open::push);
            }
        }
        return reached;
    }

    /** The stages a stage refers to directly: its base and its inputs. */
    static List<Integer> dependencies(StageNode node) {
        List<Integer> all = new ArrayList<>();
        if (node.base() instanceof Base.Stage base) {
            all.add(base.index());
        }
        for (Input input : node.inputs()) {
            all.add(input.stage());
        }
        return all;
    }

    /** The Dockerfiles, in the order given. */
    public List<SourceFile> files() {
        return files;
    }

    /** All stages, needed or not. */
    public List<StageNode> nodes() {
        return nodes;
    }

    /** The stages of one of the files. */
    List<StageNode> nodesOf(int file) {
        return nodes.stream().filter(node -> node.fileIndex() == file).toList();
    }

    /** The stage of that index. */
    public StageNode node(int index) {
        return nodes.get(index);
    }

    /** The index of the stage that is built. */
    public int target() {
        return target;
    }

    /** The value of the predefined ARG TARGETSTAGE: the target as asked for, the last stage's name, or {@code default}. */
    public String targetStage() {
        return targetStage;
    }

    /** Whether the target needs the stage, directly or not; the target needs itself. */
    public boolean needed(int index) {
        return needed.get(index);
    }

    /** The stages that the target needs, ascending. */
    public List<StageNode> neededNodes() {
        return needed.stream().mapToObj(nodes::get).toList();
    }
}
