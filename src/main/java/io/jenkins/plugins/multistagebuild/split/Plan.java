package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a graph of stages is built: one branch per stage whose files somebody takes, and one for the target. A base stage
 * that several branches build on goes first, as a preparation, so that the branches find it in the layer cache; it is not
 * a branch of its own since nothing leaves it.
 *
 * @param graph the stages
 * @param branches what is built, in an order in which they can run one by one; with one Dockerfile ascending by stage
 * @param preparations base stages that are built once before the branches on top of them, ascending by stage
 */
public record Plan(StageGraph graph, List<Branch> branches, List<Branch> preparations) {

    public Plan {
        branches = List.copyOf(branches);
        preparations = List.copyOf(preparations);
    }

    /**
     * The plan for the graph's target.
     *
     * @throws DockerfileException if the name of a stage is in the way of building another by itself
     */
    public static Plan of(StageGraph graph) throws DockerfileException {
        BitSet yields = new BitSet();
        yields.set(graph.target());
        for (StageNode node : graph.neededNodes()) {
            node.inputs().forEach(input -> yields.set(input.stage()));
        }
        Branches branches = new Branches(graph);
        List<Branch> yielding = branches.of(yields);
        List<Branch> preparations = branches.of(forks(graph, yields));
        StageOrder.checkStubs(graph, yielding);
        StageOrder.checkStubs(graph, preparations);
        return new Plan(graph, BranchOrder.of(graph, yielding), preparations);
    }

    /** Base stages without a branch of their own that at least two needed stages build on directly. */
    private static BitSet forks(StageGraph graph, BitSet yields) {
        BitSet once = new BitSet();
        BitSet forks = new BitSet();
        for (StageNode node : graph.neededNodes()) {
            if (node.base() instanceof Base.Stage base) {
                if (once.get(base.index()) && !yields.get(base.index()) && works(graph, base.index())) {
                    forks.set(base.index());
                }
                once.set(base.index());
            }
        }
        return forks;
    }

    private static boolean works(StageGraph graph, int stage) {
        for (int at = stage; at >= 0; at = baseOf(graph, at)) {
            for (Instruction instruction : graph.node(at).stage().instructions()) {
                if (instruction instanceof Instruction.Run
                        || instruction instanceof Instruction.Copy
                        || instruction instanceof Instruction.Add) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int baseOf(StageGraph graph, int stage) {
        return graph.node(stage).base() instanceof Base.Stage base ? base.index() : -1;
    }

    /** Whether building the stage, with the stages it builds on, executes or copies anything. */
    public boolean works(int stage) {
        return works(graph, stage);
    }

    /** The branch or preparation that should have ended before this one starts, or null; its layers are in the cache. */
    public @Nullable Integer builtUpon(Branch branch) {
        BitSet units = new BitSet();
        branches.forEach(unit -> units.set(unit.stage()));
        preparations.forEach(unit -> units.set(unit.stage()));
        for (int base = baseOf(graph, branch.stage()); base >= 0; base = baseOf(graph, base)) {
            if (units.get(base)) {
                return base;
            }
        }
        return null;
    }

    /** The branch that yields a stage. */
    public Branch branch(int stage) {
        return unit(branches, stage);
    }

    /** The preparation that builds a base stage. */
    public Branch preparation(int stage) {
        return unit(preparations, stage);
    }

    private static Branch unit(List<Branch> units, int stage) {
        return units.stream()
                .filter(unit -> unit.stage() == stage)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage " + stage + " is none of " + units));
    }

    /** Whether a needed stage mounts files of this stage, and so sees the owner and mode of the mounted folder itself. */
    public boolean mounted(int stage) {
        return graph.neededNodes().stream()
                .flatMap(node -> node.inputs().stream())
                .anyMatch(input -> input.stage() == stage && input.kind() == Input.Kind.MOUNT);
    }

    /** The paths of the build context that needed stages copy or mount; a base image's own ONBUILD triggers are not known. */
    public List<Output> takenFromContext() {
        return graph.neededNodes().stream()
                .flatMap(node -> node.context().stream())
                .map(Output::of)
                .distinct()
                .toList();
    }

    /** Everything the needed stages take from this stage, without what another entry brings along. */
    public List<Output> outputs(int stage) {
        List<Output> kept = new ArrayList<>();
        for (Output output : taken(stage)) {
            if (kept.stream().noneMatch(k -> same(k, output) || k.covers(output))) {
                kept.removeIf(output::covers);
                kept.add(output);
            }
        }
        return List.copyOf(kept);
    }

    /**
     * What has to be copied out of this stage, one by one, to have all its outputs. A folder may hold a link that leads
     * out of it, so a path below it is copied too, after it: then the link is there and what it leads to gets its place.
     * To copy a single file parts it from its hard links; the folder once more puts them back.
     */
    List<Output> copies(int stage) {
        List<Output> copies = new ArrayList<>();
        for (Output output : taken(stage)) {
            if (copies.stream().noneMatch(copy -> same(copy, output))) {
                copies.add(output);
            }
        }
        copies.removeIf(output -> copies.stream()
                .anyMatch(folder -> !same(folder, output) && folder.covers(output) && folder.copiesAllOf(output)));
        copies.sort(Comparator.comparingInt(output -> output.copied().length()));
        List<Output> again = copies.stream()
                .filter(folder -> copies.stream().anyMatch(folder::isCopiedAbove))
                .toList();
        copies.addAll(again);
        return List.copyOf(copies);
    }

    private List<Output> taken(int stage) {
        List<Output> all = new ArrayList<>();
        for (StageNode node : graph.neededNodes()) {
            for (Input input : node.inputs()) {
                if (input.stage() == stage) {
                    input.paths().forEach(path -> all.add(Output.of(path)));
                }
            }
        }
        return all;
    }

    private static boolean same(Output a, Output b) {
        return a.path().equals(b.path()) && a.pattern() == b.pattern() && a.parents() == b.parents();
    }
}
