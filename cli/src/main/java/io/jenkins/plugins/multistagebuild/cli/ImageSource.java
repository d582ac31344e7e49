package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.image.ImageArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image named on the command line: an archive or OCI directory if there is a file of that name, otherwise an image of
 * the engine, saved into a temporary archive.
 *
 * @param archive the opened archive
 * @param diskBytes what the engine says the image takes, or null if none was asked
 * @param temporary the archive to remove, or null
 */
record ImageSource(
        ImageArchive archive,
        @Nullable Long diskBytes,
        @Nullable Path temporary) implements AutoCloseable {

    static ImageSource open(String name, EngineOptions engines) throws BuildProblemException, InterruptedException {
        if (Files.exists(Path.of(name))) {
            return new ImageSource(ImageArchive.open(Path.of(name)), null, null);
        }
        ContainerEngine engine = engines.find();
        ImageInfo info = engine.inspect(name);
        if (info == null) {
            throw new BuildProblemException("there is no file " + name + " and " + engine.name() + " has no image of"
                    + " that name; give an archive, an OCI directory or an image ('" + engine.name()
                    + " pull' brings one)");
        }
        Path temporary = null;
        try {
            temporary = Files.createTempFile("multi-stage-build-", ".tar");
            engine.save(name, temporary);
            return new ImageSource(ImageArchive.open(temporary), info.sizeBytes(), temporary);
        } catch (IOException | BuildProblemException | InterruptedException e) {
            remove(temporary);
            if (e instanceof IOException) {
                throw new BuildProblemException("cannot save " + name + " into a temporary file: " + e, e);
            }
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw (BuildProblemException) e;
        }
    }

    private static void remove(@Nullable Path file) throws BuildProblemException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BuildProblemException("cannot remove the temporary file " + file + ": " + e, e);
        }
    }

    @Override
    public void close() throws BuildProblemException {
        try {
            archive.close();
        } catch (IOException e) {
            throw new BuildProblemException("cannot close the archive: " + e.getMessage(), e);
        } finally {
            remove(temporary);
        }
    }
}
