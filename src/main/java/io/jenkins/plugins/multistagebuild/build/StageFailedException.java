package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;

/** A stage could not be built; the message points at the line of the user's Dockerfile. */
public final class StageFailedException extends BuildProblemException {
    private static final long serialVersionUID = 1L;

    private final String stage;

    StageFailedException(String stage, String message, Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    /** The stage's name. */
    public String stage() {
        return stage;
    }
}
