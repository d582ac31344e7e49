package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A copy of the user's {@code <Dockerfile>.dockerignore} beside the Dockerfile that is built. */
final class IgnoreFileCopy {
    private IgnoreFileCopy() {}

    /** Makes it, if the user has such a file. */
    static void make(BuildRequest request) throws ContainerException {
        Path original = request.ignoreFile();
        if (original == null) {
            return;
        }
        Path copy = copy(request);
        try {
            Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ContainerException(original + " could not be copied to " + copy + ": " + e.getMessage(), e);
        }
    }

    /** Removes it again. */
    static void remove(BuildRequest request) throws ContainerException {
        if (request.ignoreFile() == null) {
            return;
        }
        Path copy = copy(request);
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new ContainerException(copy + " could not be removed: " + e.getMessage(), e);
        }
    }

    private static Path copy(BuildRequest request) {
        Path dockerfile = request.dockerfile();
        return dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
    }
}
