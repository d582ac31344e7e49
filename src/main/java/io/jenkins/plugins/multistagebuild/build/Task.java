package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.util.List;
import java.util.Objects;

/**
 * A piece of work and the pieces that must have ended well before it starts.
 *
 * @param name unique among the tasks of a run
 * @param after names of the tasks it waits for
 * @param urgency of several tasks that could start, the one with the lowest number does; from {@link #ASIDE} on it takes
 *     no job
 * @param work what to do; told to stop by interruption
 */
record Task(String name, List<String> after, int urgency, Work work) {
    /**
     * The urgency of work that is mostly the engine's and soon done: it runs beside the jobs, so that none of them waits
     * for it.
     */
    static final int ASIDE = 2;

    /** The doing. */
    @FunctionalInterface
    interface Work {
        void run() throws BuildProblemException, InterruptedException;
    }

    Task {
        Objects.requireNonNull(name);
        after = List.copyOf(after);
    }

    boolean isAside() {
        return urgency >= ASIDE;
    }
}
