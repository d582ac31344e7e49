package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One log file per piece of work. A file is complete up to the last line at any time, so that it can be followed. */
final class StageLogs implements AutoCloseable {
    private final @Nullable Path folder;
    private volatile @Nullable IOException trouble;
    private final Map<String, Writer> writers = new ConcurrentHashMap<>();

    StageLogs(@Nullable Path folder) throws BuildProblemException {
        this.folder = folder;
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new BuildProblemException("cannot make the folder for the logs " + folder + ": " + e, e);
            }
        }
    }

    /** Adds a line. A log that cannot be written must not end a build, so the trouble is kept for the end. */
    void line(String unit, String line) {
        if (folder == null || trouble != null) {
            return;
        }
        try {
            Writer writer = writers.computeIfAbsent(unit, this::open);
            synchronized (writer) {
                writer.write(line + "\n");
                writer.flush();
            }
        } catch (IOException e) {
            trouble = e;
        } catch (UncheckedIOException e) {
            trouble = e.getCause();
        }
    }

    private Writer open(String unit) {
        try {
            String name = unit.replaceAll("[^A-Za-z0-9._#-]", "-") + ".log";
            return Files.newBufferedWriter(folder == null ? Path.of(name) : folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kept the logs from being complete, or null. */
    @Nullable
    IOException trouble() {
        return trouble;
    }

    @Override
    public void close() {
        for (Writer writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                trouble = e;
            }
        }
    }
}
