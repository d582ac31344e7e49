package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One child process to run. The arguments go to it as they are, never through a shell, and the environment is all it
 * gets: nothing is inherited.
 *
 * @param arguments the program (a path, or a name to look up on the {@code PATH} of {@code environment}) and its
 *     arguments
 * @param environment the whole environment
 * @param directory where it runs, or null for the current directory
 * @param input what it reads, or null for an empty input
 * @param timeout after which it is ended, or null for never
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Path directory,
        @Nullable StandardInput input,
        @Nullable Duration timeout) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("the time limit must be longer than nothing, not " + timeout);
        }
    }

    public Command(List<String> arguments, Map<String, String> environment) {
        this(arguments, environment, null, null, null);
    }

    public Command withInput(StandardInput newInput) {
        return new Command(arguments, environment, directory, newInput, timeout);
    }

    public Command withTimeout(@Nullable Duration newTimeout) {
        return new Command(arguments, environment, directory, input, newTimeout);
    }

    /** The program, the part of a message that is safe to print: arguments may hold secrets. */
    public String program() {
        return arguments.get(0);
    }

    /** Without arguments and environment, because either may hold a secret. */
    @Override
    public String toString() {
        return "Command[" + program() + ", " + (arguments.size() - 1) + " arguments]";
    }
}
