package io.jenkins.plugins.multistagebuild.split;

import java.util.List;

/**
 * One unit of work of a plan: the build of one stage together with the stages it builds on.
 *
 * @param stage the stage it yields
 * @param inputs the stages whose files must exist before it starts, ascending; each has a branch of its own
 * @param includes the stages it builds on and therefore builds inside, the deepest base first
 */
public record Branch(int stage, List<Integer> inputs, List<Integer> includes) {
    public Branch {
        inputs = StageIndices.copyOf(inputs);
        includes = StageIndices.copyOf(includes);
    }
}
