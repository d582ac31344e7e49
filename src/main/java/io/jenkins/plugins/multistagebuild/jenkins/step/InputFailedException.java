package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;

/** A branch does not start, because another one that it takes files from has failed. */
final class InputFailedException extends AbortException {
    private static final long serialVersionUID = 1L;

    InputFailedException(String branch, String failed) {
        super("'" + branch + "' is not built, because '" + failed + "' failed, whose files it takes; see the log of '"
                + failed + "'");
    }
}
