package io.jenkins.plugins.multistagebuild.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * An order in which branches can run one by one: each behind what it waits for, and as far as that leaves a choice by the
 * number of the stage. Within a file that is the file's own order; of several files any may copy from any other.
 */
final class BranchOrder {
    private final Map<Integer, Branch> byStage = new HashMap<>();
    private final Map<Integer, List<Integer>> waiting = new HashMap<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();

    private BranchOrder(List<Branch> branches) {
        branches.forEach(branch -> byStage.put(branch.stage(), branch));
        branches.forEach(this::await);
    }

    static List<Branch> of(List<Branch> branches) {
        return new BranchOrder(branches).sort();
    }

    private void await(Branch branch) {
        int awaited = branch.inputs().size();
        branch.inputs().forEach(input -> waiters(input).add(branch.stage()));
        for (int i = branch.includes().size() - 1; i >= 0; i--) {
            int base = branch.includes().get(i);
            if (byStage.containsKey(base)) {
                waiters(base).add(branch.stage());
                awaited++;
                break; // which waits for the ones below itself
            }
        }
        open.put(branch.stage(), awaited);
        if (awaited == 0) {
            ready.add(branch.stage());
        }
    }

    private List<Integer> waiters(int stage) {
        return waiting.computeIfAbsent(stage, key -> new ArrayList<>());
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
