package io.jenkins.plugins.multistagebuild.build;

/** What the size of the final image is compared with: what one would ship without the split. */
public sealed interface BaselineChoice {

    /** The largest stage that files of the final image came from. */
    record Auto() implements BaselineChoice {}

    /** Nothing. */
    record None() implements BaselineChoice {}

    /** A single-stage Dockerfile, built alongside in the same context. */
    record SingleStage(BuildFile file) implements BaselineChoice {}

    /** An image, pulled if it is not there. */
    record Image(String reference) implements BaselineChoice {}
}
