package io.jenkins.plugins.multistagebuild.container;

/** What builds images inside an engine. They differ in what they make of the same Dockerfile. */
public enum Builder {
    /** Docker's current builder. */
    BUILDKIT,
    /** Docker's builder up to version 22, still in every daemon. */
    CLASSIC,
    /** The builder of podman and buildah. */
    BUILDAH
}
