package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * The single-stage image that the final image is measured against: what one would ship without the split.
 *
 * @param kind what it is
 * @param name the stage's name, the Dockerfile's path or the image's reference
 * @param diskBytes what the engine says that it takes on its disk. Its tar bytes are not known: that would take an export of
 *     the largest image of the build
 */
public record Baseline(
        Kind kind,
        String name,
        @JsonAlias("uncompressedBytes") long diskBytes) {
    /** What a baseline is; lower case in JSON. */
    public enum Kind {
        /** A stage of the same Dockerfile. */
        STAGE,
        /** The image of another Dockerfile, built as one more branch. */
        DOCKERFILE,
        /** An image that was there already. */
        IMAGE;

        @JsonCreator
        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "baseline.kind is '" + text + "', which is none of " + Arrays.toString(values())));
        }

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Baseline {
        Figures.requireValue(kind, "baseline.kind");
        Figures.requireText(name, "baseline.name");
        Figures.requireCount(diskBytes, "baseline.diskBytes");
    }

    /** {@code stage 'build'}, {@code Dockerfile.singlestage} or {@code image 'movies:old'}. */
    public String label() {
        return kind == Kind.DOCKERFILE ? name : kind + " '" + name + "'";
    }
}
