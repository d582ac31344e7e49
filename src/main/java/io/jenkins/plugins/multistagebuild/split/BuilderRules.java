package io.jenkins.plugins.multistagebuild.split;

/** The two readings of the Dockerfile language that differ in what a stage refers to. */
public enum BuilderRules {
    /** {@code FROM Name} is looked up as written; a stage inherits its parent stage's ARGs. */
    BUILDKIT,
    /** Docker's classic builder: {@code FROM Name} ignores case, ARGs end with their stage, and none is predefined. */
    CLASSIC;

    boolean ignoresCaseOfBase() {
        return this == CLASSIC;
    }

    boolean inheritsArguments() {
        return this == BUILDKIT;
    }

    boolean predefinesPlatform() {
        return this == BUILDKIT;
    }
}
