package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The build's own folder for Dockerfiles and archives, outside the context so that nothing of it can get into an image.
 * Each Dockerfile has a folder of its own, because an ignore file may have to lie beside it.
 */
final class WorkFolder implements AutoCloseable {
    private final Path path;

    private WorkFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(emptyContext());
    }

    /** A new folder among the machine's temporary files. */
    static WorkFolder temporary() throws BuildProblemException {
        String parent = System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        try {
            return new WorkFolder(Files.createTempDirectory(Path.of(parent), "multi-stage-build-"));
        } catch (IOException e) {
            throw new BuildProblemException(
                    "cannot make a folder for temporary files in " + parent + ": " + e
                            + "; make room there, or name another place in TMPDIR",
                    e);
        }
    }

    /** A folder at a place that the caller chose, whatever is there already. */
    static WorkFolder at(Path path) throws BuildProblemException {
        try {
            return new WorkFolder(path);
        } catch (IOException e) {
            throw new BuildProblemException("cannot make the folder " + path + ": " + e + "; make room there", e);
        }
    }

    /** A context with nothing in it. */
    Path emptyContext() {
        return path.resolve("empty");
    }

    /** A path for a file of that name. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a Dockerfile for a purpose. */
    Path write(String purpose, String text) throws BuildProblemException {
        Path file = path.resolve(purpose).resolve("Dockerfile");
        try {
            Files.createDirectories(path.resolve(purpose));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new BuildProblemException(
                    "cannot write " + file + ": " + e.getMessage()
                            + "; make room there, or name another place in TMPDIR",
                    e);
        }
    }

    /** Reads a small file. */
    String read(Path file) throws BuildProblemException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BuildProblemException("cannot read " + file + ": " + e, e);
        }
    }

    /** Removes a large file before the folder goes. */
    void delete(Path file) throws BuildProblemException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BuildProblemException("cannot remove " + file + ": " + e, e);
        }
    }

    /** Removes the folder with everything in it. */
    @Override
    public void close() throws BuildProblemException {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BuildProblemException("cannot remove the temporary folder " + path + ": " + e.getMessage(), e);
        }
    }
}
