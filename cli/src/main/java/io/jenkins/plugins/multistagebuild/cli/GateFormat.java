package io.jenkins.plugins.multistagebuild.cli;

import java.util.Locale;

/** For people, for programs, or for comments on a change. */
enum GateFormat {
    TEXT,
    JSON,
    MARKDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
