package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;

/**
 * A {@link BuildProblemException} on its way from an agent, in the only type of exception that a remote call may throw.
 * Its cause stays on the agent: it is for logs, and the message says everything.
 */
public final class SiteProblemException extends IOException {
    private static final long serialVersionUID = 1L;

    SiteProblemException(BuildProblemException problem) {
        super(problem.getMessage());
    }
}
