package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.BuildProblemException;

/** A mistake in a Dockerfile, with the place where it is. */
public final class DockerfileException extends BuildProblemException {
    private static final long serialVersionUID = 1L;

    private final String fileName;
    private final SourceRange range;
    private final String problem;

    /**
     * Reports a mistake.
     *
     * @param problem what is wrong there and what to do about it, without the place
     */
    public DockerfileException(String fileName, SourceRange range, String problem) {
        super(fileName + ":" + range.startLine() + ": " + problem);
        this.fileName = fileName;
        this.range = range;
        this.problem = problem;
    }

    public String fileName() {
        return fileName;
    }

    public SourceRange range() {
        return range;
    }

    public String problem() {
        return problem;
    }
}
