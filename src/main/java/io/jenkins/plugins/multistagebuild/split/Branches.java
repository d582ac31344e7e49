package io.jenkins.plugins.multistagebuild.split;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The branches of a graph, each made of the ones below it, so that a chain of stages is not walked once per stage. */
final class Branches {
    private final StageGraph graph;
    private final Map<Integer, Branch> made = new HashMap<>();

    Branches(StageGraph graph) {
        this.graph = graph;
    }

    /** The branches of these stages, ascending. */
    List<Branch> of(BitSet stages) {
        return stages.stream().mapToObj(this::of).toList();
    }

    private Branch of(int stage) {
        BitSet includes = new BitSet();
        BitSet inputs = new BitSet();
        int at = stage;
        Branch below = null;
        while (below == null) {
            for (Input input : graph.node(at).inputs()) {
                inputs.set(input.stage());
            }
            if (!(graph.node(at).base() instanceof Base.Stage base)) {
                break;
            }
            at = base.index();
            includes.set(at);
            below = made.get(at);
        }
        if (below != null) {
            StageIndices.addTo(includes, below.includes());
            StageIndices.addTo(inputs, below.inputs());
        }
        // A base always stands before what is on it, so ascending is the deepest first.
        Branch branch = new Branch(stage, StageIndices.of(inputs), StageIndices.of(includes));
        made.put(stage, branch);
        return branch;
    }
}
