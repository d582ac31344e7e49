package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.time.Duration;

/** A command ran longer than it was allowed to, and was ended. */
public final class CommandTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    public CommandTimeoutException(Duration limit) {
        super("ended after the time limit of " + limit.toSeconds() + " s");
        this.limit = limit;
    }

    /** The limit that passed. */
    public Duration limit() {
        return limit;
    }
}
