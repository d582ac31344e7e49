package io.jenkins.plugins.multistagebuild.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * An order in which branches can run one by one: each behind what it waits for, and as far as that leaves a choice by the
 * number of the stage. Within a file that is the file's own order; of several files any may copy from any other.
 *
 * <p>It goes by what each stage refers to itself. What a branch waits for is all that the stages below it refer to, which
 * in a long chain is the square of that.
 */
final class BranchOrder {
    private final Map<Integer, Branch> byStage = new HashMap<>();
    private final Map<Integer, List<Integer>> waiting = new HashMap<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    /** A stage without a branch is there as soon as what it refers to is: it delays nobody, so it goes first. */
    private final PriorityQueue<Integer> ready = new PriorityQueue<>(
            Comparator.<Integer, Boolean>comparing(byStage::containsKey).thenComparing(Comparator.naturalOrder()));

    private BranchOrder(StageGraph graph, List<Branch> branches) {
        branches.forEach(branch -> byStage.put(branch.stage(), branch));
        graph.neededNodes().forEach(this::await);
    }

    static List<Branch> of(StageGraph graph, List<Branch> branches) {
        return new BranchOrder(graph, branches).sort();
    }

    private void await(StageNode node) {
        List<Integer> awaited = StageGraph.dependencies(node);
        awaited.forEach(stage ->
                waiting.computeIfAbsent(stage, key -> new ArrayList<>()).add(node.index()));
        open.put(node.index(), awaited.size());
        if (awaited.isEmpty()) {
            ready.add(node.index());
        }
    }

    private List<Branch> sort() {
        List<Branch> sorted = new ArrayList<>();
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            Branch branch = byStage.get(next);
            if (branch != null) {
                sorted.add(branch);
            }
            for (int waiter : waiting.getOrDefault(next, List.of())) {
                if (open.merge(waiter, -1, Integer::sum) == 0) {
                    ready.add(waiter);
                }
            }
        }
        return sorted;
    }
}
