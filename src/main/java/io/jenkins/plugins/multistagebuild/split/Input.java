package io.jenkins.plugins.multistagebuild.split;

import java.util.List;

/**
 * Files that a stage takes from another stage.
 *
 * @param stage index of the producing stage
 * @param kind how the files are taken
 * @param paths what is taken, in the order of the instructions, without repeats
 */
public record Input(int stage, Kind kind, List<SourcePath> paths) {

    /** How a stage takes files from another one. */
    public enum Kind {
        /** {@code COPY --from=stage} */
        COPY,
        /** {@code RUN --mount=from=stage} */
        MOUNT
    }

    public Input {
        paths = List.copyOf(paths);
    }
}
