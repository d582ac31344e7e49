package io.jenkins.plugins.multistagebuild.split;

import java.util.Objects;

/** What a build stage starts from: the base image of its FROM instruction, with ARGs expanded. */
public sealed interface Base {

    /** An image of that reference, as it stands after expansion. */
    record Image(String reference) implements Base {
        public Image {
            Objects.requireNonNull(reference);
        }
    }

    /** An earlier stage of the same file, by its index in the graph. */
    record Stage(int index) implements Base {
        public Stage {
            if (index < 0) {
                throw new IllegalArgumentException("A stage index is not negative: " + index);
            }
        }
    }

    /** A named context that stands in for an image or a stage of that name, {@code --build-context}. */
    record Context(String name) implements Base {
        public Context {
            Objects.requireNonNull(name);
        }
    }

    /** The empty base, {@code FROM scratch}. */
    record Scratch() implements Base {}
}
