package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.build.StageFailedException;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.EngineNotFoundException;

/** The exit statuses of the command line; scripts rely on them. */
final class ExitStatus {
    static final int DONE = 0;
    static final int STAGE_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int GATE_FAILED = 3;
    static final int INTERRUPTED = 130;

    private ExitStatus() {}

    /** A stage's own failure, or the engine's while it built, is 1; what the user gave us to work with is 2. */
    static int of(Exception problem) {
        boolean building = problem instanceof StageFailedException
                || (problem instanceof ContainerException && !(problem instanceof EngineNotFoundException));
        return building ? STAGE_FAILED : BAD_INPUT;
    }
}
