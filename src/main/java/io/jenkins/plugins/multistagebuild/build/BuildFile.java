package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile as it lies on this machine.
 *
 * @param name the name other files of the build copy from it by, or null for the only file
 * @param path where it lies, as the user wrote it
 * @param dockerfile its parsed text
 * @param ignoreFile the {@code <Dockerfile>.dockerignore} beside it, or null
 */
public record BuildFile(
        @Nullable String name,
        Path path,
        Dockerfile dockerfile,
        @Nullable Path ignoreFile) {

    /** Docker's name for it, and the one it falls back to. */
    private static final String DEFAULT_NAME = "Dockerfile";

    /**
     * Reads a Dockerfile.
     *
     * @throws BuildProblemException if there is none, it cannot be read, or its text is wrong
     */
    public static BuildFile read(@Nullable String name, Path path) throws BuildProblemException {
        if (Files.isDirectory(path)) {
            throw new BuildProblemException(path + " is a directory, not a Dockerfile; give the file itself with -f");
        }
        if (!Files.exists(path)) {
            throw new BuildProblemException("no Dockerfile at " + path + "; give its path with -f (from the working"
                    + " directory, not from the context)");
        }
        Path ignore = path.resolveSibling(path.getFileName() + ".dockerignore");
        try {
            Dockerfile dockerfile = Dockerfile.parse(path.toString(), Files.readAllBytes(path));
            return new BuildFile(name, path, dockerfile, Files.isRegularFile(ignore) ? ignore : null);
        } catch (IOException e) {
            throw new BuildProblemException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** The Dockerfile of a context directory: {@code Dockerfile}, or {@code dockerfile} where there is only that. */
    public static BuildFile inContext(Path context) throws BuildProblemException {
        Path path = context.resolve(DEFAULT_NAME);
        Path lower = context.resolve("dockerfile");
        return read(null, !Files.exists(path) && Files.exists(lower) ? lower : path);
    }
}
