package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.BuildProblemException;

/** A word whose variables cannot be expanded; {@link GlobalScope} and {@link StageScope} add the place. */
public final class ExpansionException extends BuildProblemException {
    private static final long serialVersionUID = 1L;

    public ExpansionException(String problem) {
        super(problem);
    }
}
