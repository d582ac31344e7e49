package io.jenkins.plugins.multistagebuild.container;

import java.util.Locale;

/** A container engine, in the order in which they are looked for. */
public enum EngineKind {
    DOCKER,
    PODMAN,
    BUILDAH;

    /** The name of its command-line program. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }
}
