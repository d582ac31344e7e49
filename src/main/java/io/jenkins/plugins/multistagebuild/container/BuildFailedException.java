package io.jenkins.plugins.multistagebuild.container;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A build ran and failed: an instruction failed, or the Dockerfile is wrong. */
public final class BuildFailedException extends ContainerException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;
    private final String[] lastLines;
    private final @Nullable Integer line;

    BuildFailedException(String verb, int exitStatus, List<String> lastLines, @Nullable Integer line) {
        super("'" + verb + "' exited with " + exitStatus + ": " + String.join("\n", lastLines));
        this.exitStatus = exitStatus;
        this.lastLines = lastLines.toArray(new String[0]);
        this.line = line;
    }

    /** The exit status of the build command, never 0. */
    public int exitStatus() {
        return exitStatus;
    }

    /** The last lines that the build printed, oldest first. */
    public List<String> lastLines() {
        return List.of(lastLines);
    }

    /** The line of the failing instruction in the Dockerfile that was built, from 1, or null when nothing said so. */
    public @Nullable Integer line() {
        return line;
    }
}
