package io.jenkins.plugins.multistagebuild.jenkins.step;

/** How a build did against its limits, in the words of the quality gates of other plugins. */
public enum GateResult {
    /** There is no limit. */
    INACTIVE,
    PASSED,
    FAILED
}
