package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A copy of the user's {@code <Dockerfile>.dockerignore} beside the Dockerfile that is built, as long as it is built. */
final class IgnoreFileCopy implements AutoCloseable {
    private final Path dockerfile;
    private final @Nullable Path copy;

    private IgnoreFileCopy(Path dockerfile, @Nullable Path copy) {
        this.dockerfile = dockerfile;
        this.copy = copy;
    }

    static IgnoreFileCopy nextTo(Path dockerfile, @Nullable Path ignoreFile) throws ContainerException {
        if (ignoreFile == null) {
            return new IgnoreFileCopy(dockerfile, null);
        }
        Path copy = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
        try {
            Files.copy(ignoreFile, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ContainerException(ignoreFile + " could not be copied to " + copy + ": " + e.getMessage(), e);
        }
        return new IgnoreFileCopy(dockerfile, copy);
    }

    /** The Dockerfile that the copy belongs to. */
    Path dockerfile() {
        return dockerfile;
    }

    @Override
    public void close() throws ContainerException {
        if (copy != null) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new ContainerException(copy + " could not be removed: " + e.getMessage(), e);
            }
        }
    }
}
