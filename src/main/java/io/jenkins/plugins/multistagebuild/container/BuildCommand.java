package io.jenkins.plugins.multistagebuild.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the build command of an engine and tells how it failed.
 *
 * @param client the engine's program
 * @param ping asks whether the engine still answers, after a failure that does not say so itself
 */
record BuildCommand(EngineClient client, Ping ping) {
    /** Whether the engine answers. */
    @FunctionalInterface
    interface Ping {
        boolean answers() throws InterruptedException;
    }

    void run(List<String> arguments, @Nullable StandardInput input, BuildRequest request, OutputListener log)
            throws ContainerException, InterruptedException {
        Command command = client.command(arguments).withTimeout(request.timeout());
        Tail tail = new Tail(log);
        BuildProgress progress = new BuildProgress(tail);
        int status = client.run(input == null ? command : command.withInput(input), progress);
        if (status != 0) {
            throw failure(status, tail.lines(), progress, request);
        }
    }

    private ContainerException failure(int status, List<String> lines, BuildProgress progress, BuildRequest request)
            throws InterruptedException {
        String verb = client.program() + " build";
        if (Failures.isLost(lines) || !ping.answers()) {
            return new EngineLostException(verb, lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
        }
        if (Failures.isDiskFull(lines)) {
            return new DiskFullException(verb, Failures.lineAboutDisk(lines), client.program());
        }
        Integer line = FailingLine.find(progress, request.dockerfile());
        return new BuildFailedException(verb, status, Failures.last(lines), line);
    }
}
