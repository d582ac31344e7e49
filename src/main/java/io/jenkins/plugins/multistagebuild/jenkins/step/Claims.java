package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who builds which stage on which engine, so that a stage that several branches build on is built there once: the first
 * branch claims it, the others wait and find it in the layer cache. Saved with the running build.
 */
final class Claims implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int DONE = Integer.MIN_VALUE;

    /** Engine and stage to the branch that has claimed it, or {@link #DONE}. */
    private final ConcurrentHashMap<String, Integer> holders = new ConcurrentHashMap<>();

    /** How many engines have built a base stage, by stage. */
    private final ConcurrentHashMap<Integer, Integer> built = new ConcurrentHashMap<>();

    /**
     * Claims stages for a branch, waiting until no other branch holds any of them.
     *
     * @return those that are not built on this engine yet and are the branch's to build now
     */
    synchronized List<Integer> claim(String engine, List<Integer> stages, int branch) throws InterruptedException {
        while (stages.stream().anyMatch(stage -> heldByOther(engine, stage, branch))) {
            wait();
        }
        List<Integer> mine = new ArrayList<>();
        for (int stage : stages) {
            if (holders.getOrDefault(key(engine, stage), branch) == branch) {
                holders.put(key(engine, stage), branch);
                mine.add(stage);
            }
        }
        return mine;
    }

    /** Whether a claim would have to wait. */
    synchronized boolean wouldWait(String engine, List<Integer> stages, int branch) {
        return stages.stream().anyMatch(stage -> heldByOther(engine, stage, branch));
    }

    private boolean heldByOther(String engine, int stage, int branch) {
        Integer holder = holders.get(key(engine, stage));
        return holder != null && holder != branch && holder != DONE;
    }

    /** Whether the engine has the stage in its cache. */
    boolean isBuilt(String engine, int stage) {
        return holders.getOrDefault(key(engine, stage), 0) == DONE;
    }

    /** A stage is in an engine's cache; answers how many engines have it now. */
    synchronized int built(String engine, int stage) {
        boolean again = isBuilt(engine, stage);
        holders.put(key(engine, stage), DONE);
        notifyAll();
        return again ? built.getOrDefault(stage, 1) : built.merge(stage, 1, Integer::sum);
    }

    /** A branch gives up what it has claimed and not built. */
    synchronized void release(int branch) {
        holders.values().removeIf(holder -> holder == branch);
        notifyAll();
    }

    private static String key(String engine, int stage) {
        return engine + "#" + stage;
    }
}
