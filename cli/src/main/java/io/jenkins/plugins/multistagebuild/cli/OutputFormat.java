package io.jenkins.plugins.multistagebuild.cli;

import java.util.Locale;

/** For people or for programs. */
enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
