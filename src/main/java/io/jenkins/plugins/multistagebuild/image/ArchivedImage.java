package io.jenkins.plugins.multistagebuild.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image as read from an archive.
 *
 * @param references its names ({@code movies:1}); empty if it has none
 * @param id digest of its configuration ({@code sha256:…}), what docker calls the image ID
 * @param platform {@code os/architecture[/variant]}, for example {@code linux/amd64}
 * @param created when it was made, or null if it does not say
 * @param config its configuration; not to be changed
 * @param configBytes size of the configuration in bytes
 * @param layers from the bottom up
 * @param files the merged file tree of all layers
 */
public record ArchivedImage(
        List<String> references,
        String id,
        String platform,
        @Nullable Instant created,
        JsonNode config,
        long configBytes,
        List<Layer> layers,
        FileTree files) {
    public ArchivedImage {
        references = List.copyOf(references);
        layers = List.copyOf(layers);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(files, "files");
    }

    /** Its first reference, or its ID if it has none. */
    public String name() {
        return references.isEmpty() ? id : references.get(0);
    }

    /** The sum of the layers' tar bytes: the same whatever engine or store the image comes from. */
    public long uncompressedBytes() {
        long sum = 0;
        for (Layer layer : layers) {
            sum += layer.uncompressedBytes();
        }
        return sum;
    }

    /**
     * The sum of the compressed layers and the configuration, in bytes, as a registry counts it; null unless the archive
     * holds every layer compressed. {@link CompressedSize} computes it for the others.
     */
    public @Nullable Long compressedBytes() {
        long sum = configBytes;
        for (Layer layer : layers) {
            if (layer.compressedBytes() == null) {
                return null;
            }
            sum += layer.compressedBytes();
        }
        return sum;
    }
}
