package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;

/**
 * What {@code RUN}, {@code CMD}, {@code ENTRYPOINT} and {@code HEALTHCHECK CMD} start.
 *
 * @param exec whether it is the exec form (a JSON array), which no shell touches
 * @param arguments in exec form the arguments; in shell form the one line for the shell, or nothing where none is given
 */
public record CommandLine(boolean exec, List<String> arguments) {
    public CommandLine {
        arguments = List.copyOf(arguments);
        if (!exec && arguments.size() > 1) {
            throw new IllegalArgumentException("the shell form is one line, not " + arguments);
        }
    }
}
