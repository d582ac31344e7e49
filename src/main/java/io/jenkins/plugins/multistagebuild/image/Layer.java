package io.jenkins.plugins.multistagebuild.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an image.
 *
 * @param index its place, 0 at the bottom
 * @param diffId digest of its tar, as the image's configuration names it ({@code sha256:…})
 * @param digest digest of its blob as the archive stores it; the diff ID where the archive stores the bare tar
 * @param mediaType as its descriptor says, or what the first bytes tell where there is no descriptor
 * @param uncompressedBytes size of its tar in bytes
 * @param compressedBytes size of its blob in bytes where the archive holds it compressed, otherwise null
 * @param createdBy the instruction that made it, readable ({@code COPY /out/app /app}); empty if the image does not say
 */
public record Layer(
        int index,
        String diffId,
        String digest,
        String mediaType,
        long uncompressedBytes,
        @Nullable Long compressedBytes,
        String createdBy) {
    public Layer {
        Objects.requireNonNull(diffId, "diffId");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(createdBy, "createdBy");
        if (index < 0 || uncompressedBytes < 0 || (compressedBytes != null && compressedBytes < 0)) {
            throw new IllegalArgumentException(
                    "Layer " + index + " has " + uncompressedBytes + " bytes, compressed " + compressedBytes);
        }
    }
}
