package io.jenkins.plugins.multistagebuild.image;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The files of an image archive by their names, whether they lie in a tar or in a directory. */
interface BlobStore extends Closeable {
    /** The file of that name ({@code index.json}, {@code blobs/sha256/…}), or null if there is none. */
    @Nullable
    Blob find(String name) throws IOException;
}
