package io.jenkins.plugins.multistagebuild;

import org.jspecify.annotations.Nullable;

/**
 * An expected failure: something the user can mend. Its message is a complete sentence for that user (where, what, with
 * which values, what to do), so the shells around the engine print it as it is and never add a stack trace. Mistakes of
 * this program are unchecked exceptions instead.
 */
public class BuildProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    public BuildProblemException(String message) {
        super(message);
    }

    public BuildProblemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
