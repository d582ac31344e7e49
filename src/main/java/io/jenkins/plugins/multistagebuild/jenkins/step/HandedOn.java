package io.jenkins.plugins.multistagebuild.jenkins.step;

/** How what a stage hands on is called, so that later steps of the same Pipeline find it. */
final class HandedOn {
    private HandedOn() {}

    /** The stash. */
    static String stashName(SplitRun split, SplitBranch branch) {
        return split.reportId() + "-" + branch.fileName();
    }

    /** The only file in it, a tar file with the outputs, each at its path from the root of the stage. */
    static String fileName(SplitBranch branch) {
        return branch.fileName() + ".tar";
    }
}
