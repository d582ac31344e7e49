package io.jenkins.plugins.multistagebuild.gate;

/** What a gate's figure is held against, in words like those of Jenkins' coverage plugin. */
public enum GateBaseline {
    /** The image itself: the threshold is absolute. */
    PROJECT,
    /** The build before: the threshold says how much worse the figure may have become. */
    PREVIOUS_DELTA,
    /** The reference build, such as the last one of a change request's target branch. */
    REFERENCE_DELTA;

    boolean isDelta() {
        return this != PROJECT;
    }
}
