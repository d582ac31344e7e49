package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;

/** There is no such program on the {@code PATH}. */
public final class ProgramNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProgramNotFoundException(String program) {
        super("'" + program + "' is not on the PATH");
    }
}
