package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
        java.util.Arrays.fill(states, State.NEW);
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
