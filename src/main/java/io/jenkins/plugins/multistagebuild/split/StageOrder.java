package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Refuses cycles anywhere and, in the stages a target needs, files taken from a stage further down. */
final class StageOrder {
    private StageOrder() {}

    private enum State {
        NEW,
        OPEN,
        DONE
    }

    private record Visit(int index, Iterator<Integer> rest) {}

    /** Depth first with a stack of its own: a chain of thousands of stages must not end the thread's. */
    static void check(List<StageNode> nodes) throws DockerfileException {
        State[] states = new State[nodes.size()];
        Arrays.fill(states, State.NEW);
        for (StageNode start : nodes) {
            Deque<Visit> path = new ArrayDeque<>();
            enter(nodes, start.index(), states, path);
            while (!path.isEmpty()) {
                Visit at = path.peek();
                if (!at.rest().hasNext()) {
                    states[at.index()] = State.DONE;
                    path.pop();
                } else {
                    int next = at.rest().next();
                    if (states[next] == State.OPEN) {
                        throw cycle(nodes, path, next);
                    }
                    enter(nodes, next, states, path);
                }
            }
        }
    }

    private static void enter(List<StageNode> nodes, int index, State[] states, Deque<Visit> path) {
        if (states[index] == State.NEW) {
            states[index] = State.OPEN;
            path.push(new Visit(index, StageGraph.dependencies(nodes.get(index)).iterator()));
        }
    }

    private static DockerfileException cycle(List<StageNode> nodes, Deque<Visit> path, int closing) {
        List<String> names = new ArrayList<>();
        names.add(quoted(nodes.get(closing)));
        for (Visit visit : path) {
            names.add(0, quoted(nodes.get(visit.index())));
            if (visit.index() == closing) {
                break;
            }
        }
        StageNode last = nodes.get(path.element().index());
        return problem(
                last,
                rangeOf(last, closing),
                "the stages depend on each other in a circle: " + String.join(" → ", names));
    }

    static void checkNeeded(List<StageNode> nodes, BitSet needed) throws DockerfileException {
        for (StageNode node : nodes) {
            for (Input input : needed.get(node.index()) ? node.inputs() : List.<Input>of()) {
                StageNode source = nodes.get(input.stage());
                if (source.fileIndex() == node.fileIndex() && source.index() > node.index()) {
                    String what = input.kind() == Input.Kind.COPY ? "copy" : "mount";
                    throw problem(
                            node,
                            rangeOf(node, input.stage()),
                            "cannot " + what + " from stage " + quoted(source) + " (line "
                                    + source.stage().range().startLine() + "): it must be defined before stage "
                                    + quoted(node) + "; move it up");
                }
            }
        }
    }

    /**
     * What gathers a stage's outputs stands behind it in the same text and begins with {@code FROM scratch}, which must
     * not mean a stage that is built there.
     */
    static void checkScratch(List<StageNode> nodes, BitSet needed) throws DockerfileException {
        int[] builtOn = stagesNamedScratch(nodes);
        for (StageNode node : nodes) {
            for (Input input : needed.get(node.index()) ? node.inputs() : List.<Input>of()) {
                StageNode producer = nodes.get(input.stage());
                if (builtOn[producer.index()] >= 0) {
                    StageNode hiding = nodes.get(builtOn[producer.index()]);
                    throw problem(
                            hiding,
                            hiding.stage().from().range(),
                            "a stage named 'scratch' hides the empty base image that gathering the files of stage "
                                    + quoted(producer) + " needs; give it another name");
                }
            }
        }
    }

    /**
     * A stage that a branch has nothing to do with is cut to {@code FROM scratch}, which must not mean a stage whose
     * triggers would run there.
     */
    static void checkStubs(StageGraph graph, List<Branch> branches) throws DockerfileException {
        for (StageNode hiding : graph.neededNodes()) {
            if (hiding.triggers() && StageResolver.SCRATCH.equals(hiding.stage().name())) {
                for (Branch branch : branches) {
                    checkStubs(graph, branch, hiding);
                }
            }
        }
    }

    private static void checkStubs(StageGraph graph, Branch branch, StageNode hiding) throws DockerfileException {
        if (!branch.includes().contains(hiding.index())) {
            return;
        }
        for (int i = hiding.index() + 1; i < branch.stage(); i++) {
            if (!branch.includes().contains(i) && !branch.inputs().contains(i)) {
                throw problem(
                        hiding,
                        hiding.stage().from().range(),
                        "a stage named 'scratch' hides the empty base image that stands for stage "
                                + quoted(graph.node(i)) + " where stage " + quoted(graph.node(branch.stage()))
                                + " is built without it, and its ONBUILD triggers would run there; give it another"
                                + " name");
            }
        }
    }

    /** Per stage, the stage of that name which it is or builds on, or -1. A base always stands before what is on it. */
    private static int[] stagesNamedScratch(List<StageNode> nodes) {
        int[] named = new int[nodes.size()];
        for (StageNode node : nodes) {
            int below = node.base() instanceof Base.Stage base ? named[base.index()] : -1;
            named[node.index()] = StageResolver.SCRATCH.equals(node.stage().name()) ? node.index() : below;
        }
        return named;
    }

    private static SourceRange rangeOf(StageNode node, int dependency) {
        for (Input input : node.inputs()) {
            if (input.stage() == dependency) {
                return input.paths().get(0).where();
            }
        }
        return node.stage().from().range();
    }

    private static DockerfileException problem(StageNode node, SourceRange where, String problem) {
        return new DockerfileException(node.file().fileName(), where, problem);
    }

    private static String quoted(StageNode node) {
        return "'" + node.displayName() + "'";
    }
}
