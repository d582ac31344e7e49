package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build stage: everything from one {@code FROM} to the next.
 *
 * @param index 0-based, as {@code COPY --from=0} counts
 * @param name lower case, as the builder keeps it; null where the stage has none
 * @param instructions those after {@code FROM}
 * @param range from the {@code FROM} to the end of the last instruction with its heredocs, without trailing comments
 */
public record Stage(
        int index, @Nullable String name, Instruction.From from, List<Instruction> instructions, SourceRange range) {
    public Stage {
        instructions = List.copyOf(instructions);
    }
}
