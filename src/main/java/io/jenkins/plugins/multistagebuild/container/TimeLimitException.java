package io.jenkins.plugins.multistagebuild.container;

import java.time.Duration;

/** A command took longer than it may, and was ended. */
public final class TimeLimitException extends ContainerException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    TimeLimitException(String verb, Duration limit, Throwable cause) {
        super(
                "'" + verb + "' was ended after its time limit of " + limit.toSeconds()
                        + " s. Allow more time, or see what it waits for.",
                cause);
        this.limit = limit;
    }

    /** How long it was allowed to take. */
    public Duration limit() {
        return limit;
    }
}
