package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says about one of its images.
 *
 * @param id the image's ID as the engine prints it
 * @param sizeBytes the size on disk as the engine counts it (buildah: the sum of the layers), in bytes
 * @param layerDiffIds the digests of the uncompressed layers, lowest first
 * @param os the operating system, such as {@code linux}
 * @param architecture the processor, in Go's words, such as {@code amd64}
 * @param variant the processor's variant, such as {@code v7}
 * @param environment the image's variables, each {@code NAME=value}
 * @param onBuild the ONBUILD triggers
 * @param config the image's run configuration as JSON (the engine's {@code Config} object)
 */
public record ImageInfo(
        String id,
        long sizeBytes,
        List<String> layerDiffIds,
        String os,
        String architecture,
        @Nullable String variant,
        List<String> environment,
        List<String> onBuild,
        JsonNode config) {
    public ImageInfo {
        layerDiffIds = List.copyOf(layerDiffIds);
        environment = List.copyOf(environment);
        onBuild = List.copyOf(onBuild);
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("an image cannot have " + sizeBytes + " bytes");
        }
    }

    public int layerCount() {
        return layerDiffIds.size();
    }
}
