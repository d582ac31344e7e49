package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One engine's program with the environment it runs in, and the one place where its failures become exceptions.
 *
 * @param program the program's name
 * @param environment the whole environment of its processes
 * @param directory where they run, or null for the current directory
 * @param runner what runs them
 */
record EngineClient(
        String program,
        Map<String, String> environment,
        @Nullable Path directory,
        ProcessRunner runner) {
    /** How long a question may take: nothing that moves data, so only an engine that hangs needs longer. */
    private static final Duration QUESTION_LIMIT = Duration.ofMinutes(2);

    /** How many last lines a failure repeats. */
    private static final int LINES_IN_MESSAGE = 10;

    EngineClient {
        environment = Map.copyOf(environment);
    }

    EngineClient(String program, Map<String, String> environment, ProcessRunner runner) {
        this(program, environment, null, runner);
    }

    /** What a command answered: its exit status and both outputs. */
    record Answer(int status, List<String> out, List<String> err) {
        Answer {
            out = List.copyOf(out);
            err = List.copyOf(err);
        }

        String text() {
            return String.join("\n", out);
        }

        /** The last lines of both outputs, for a message. */
        List<String> lastLines() {
            List<String> all = new ArrayList<>(out);
            all.addAll(err);
            List<String> said =
                    new ArrayList<>(all.stream().filter(line -> !line.isBlank()).toList());
            return said.subList(Math.max(0, said.size() - LINES_IN_MESSAGE), said.size());
        }
    }

    /** A client that also sets these variables. */
    EngineClient with(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new EngineClient(program, all, directory, runner);
    }

    /** A client whose processes run in a folder, so that a command can name a file there without its path. */
    EngineClient in(Path folder) {
        return new EngineClient(program, environment, folder, runner);
    }

    Command command(List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add(program);
        all.addAll(arguments);
        return new Command(all, environment, directory, null, null);
    }

    /** Asks something, and leaves it to the caller what a failure means. */
    Answer ask(List<String> arguments) throws ContainerException, InterruptedException {
        return ask(arguments, QUESTION_LIMIT);
    }

    Answer ask(List<String> arguments, @Nullable Duration limit) throws ContainerException, InterruptedException {
        try {
            return answer(command(arguments).withTimeout(limit));
        } catch (IOException e) {
            throw failed(verb(arguments), e);
        }
    }

    /** As {@link #ask}, but a program that cannot be run is the caller's business too. */
    Answer answer(Command command) throws IOException, InterruptedException {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int status = runner.run(command, new OutputListener() {
            @Override
            public void line(String line) {
                out.add(line);
            }

            @Override
            public void errorLine(String line) {
                err.add(line);
            }
        });
        return new Answer(status, out, err);
    }

    /** Asks something that has to succeed. */
    Answer require(List<String> arguments) throws ContainerException, InterruptedException {
        return succeeded(arguments, ask(arguments));
    }

    /** Has the engine move data, which takes as long as it takes. */
    void move(List<String> arguments, OutputListener log) throws ContainerException, InterruptedException {
        Tail tail = new Tail(log);
        int status = run(command(arguments), tail);
        if (status != 0) {
            throw Failures.of(program, verb(arguments), status, tail.lines());
        }
    }

    /** Runs a command to its end and returns its exit status. */
    int run(Command command, OutputListener log) throws ContainerException, InterruptedException {
        try {
            return runner.run(command, log);
        } catch (IOException e) {
            List<String> arguments = command.arguments();
            throw failed(verb(arguments.subList(1, arguments.size())), e);
        }
    }

    /** Turns an answer that is a failure into an exception. */
    Answer succeeded(List<String> arguments, Answer answer) throws ContainerException {
        if (answer.status() != 0) {
            throw Failures.of(program, verb(arguments), answer.status(), answer.lastLines());
        }
        return answer;
    }

    /**
     * The command's name for messages, such as {@code docker image inspect}: all words before the first argument, and
     * for a pull also what is pulled, since nothing else around it tells.
     */
    private String verb(List<String> arguments) {
        boolean group =
                arguments.size() > 1 && List.of("image", "context", "buildx").contains(arguments.get(0));
        String verb = program + " " + String.join(" ", arguments.subList(0, group ? 2 : 1));
        return arguments.get(0).equals("pull") ? verb + " " + arguments.get(arguments.size() - 1) : verb;
    }

    private static ContainerException failed(String verb, IOException e) {
        if (e instanceof CommandTimeoutException timeout) {
            return new TimeLimitException(verb, timeout.limit(), e);
        }
        return new ContainerException("'" + verb + "' could not be run: " + e.getMessage(), e);
    }
}
