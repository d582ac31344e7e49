package io.jenkins.plugins.multistagebuild.container;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs child processes on this machine. Both pipes are drained and the input is fed at the same time, each by a thread
 * of its own, so that no full pipe can block the child; a time limit or an interruption ends the child with everything
 * it started. Nothing survives a call: no process that still holds the pipes, no thread, no descriptor.
 */
public final class LocalProcessRunner implements ProcessRunner {
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    private final Duration grace;

    public LocalProcessRunner() {
        this(DEFAULT_GRACE);
    }

    /** @param grace how long processes get to end by themselves after SIGTERM, before SIGKILL */
    public LocalProcessRunner(Duration grace) {
        this.grace = grace;
    }

    @Override
    public int run(Command command, OutputListener listener) throws IOException, InterruptedException {
        ProcessTree tree = start(command);
        Process process = tree.root();
        OutputPump pump = OutputPump.start(process, listener);
        InputFeed feed = InputFeed.start(process, command.input());
        boolean ended = false;
        try {
            await(process, feed, command.timeout());
            ended = true;
        } finally {
            if (!ended || !pump.awaitEnd(grace) || !tree.awaitPipes(grace)) {
                tree.end(grace);
                pump.awaitEnd(grace);
            }
            feed.awaitEnd(grace);
            close(process);
        }
        feed.throwFailure();
        pump.throwFailure();
        return process.exitValue();
    }

    private static void await(Process process, InputFeed feed, @Nullable Duration limit)
            throws IOException, InterruptedException {
        if (limit == null) {
            process.waitFor();
        } else if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CommandTimeoutException(limit);
        }
        feed.throwFailure();
    }

    private static ProcessTree start(Command command) throws IOException {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.set(0, resolve(command.program(), command.environment()));
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        Path directory = command.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return ProcessTree.start(builder);
    }

    /** Looks the program up as the child's own PATH says; ProcessBuilder would take this program's PATH. */
    private static String resolve(String program, Map<String, String> environment) throws ProgramNotFoundException {
        if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
            return program;
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String suffix : File.separatorChar == '\\' ? List.of(".exe", "") : List.of("")) {
                Path candidate = Path.of(folder.isEmpty() ? "." : folder, program + suffix);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate.toAbsolutePath().toString();
                }
            }
        }
        throw new ProgramNotFoundException(program);
    }

    private static void close(Process process) {
        closeQuietly(process.getOutputStream());
        try {
            process.getInputStream().close();
            process.getErrorStream().close();
        } catch (IOException e) {
            // Nothing is read from them any more.
            return;
        }
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The child ended without reading all of its input; its exit status says more.
            return;
        }
    }
}
