package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
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
 * @param repositoryDigests what registries call it that it was pushed to or pulled from: {@code NAME@sha256:…}
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
        List<String> repositoryDigests,
        JsonNode config) {
    public ImageInfo {
        layerDiffIds = List.copyOf(layerDiffIds);
        environment = List.copyOf(environment);
        onBuild = List.copyOf(onBuild);
        repositoryDigests = List.copyOf(repositoryDigests);
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("an image cannot have " + sizeBytes + " bytes");
        }
    }

    /**
     * The digest of its manifest in the registry of a reference ({@code sha256:…}), or null if it was neither pushed there
     * nor pulled from there, or the engine does not note it.
     *
     * @param reference with a tag or without
     */
    public @Nullable String digestIn(String reference) {
        String repository = reference.replaceFirst(":[^:/]*$", "");
        // Podman writes out the host that docker leaves away.
        Set<String> names = Set.of(repository, "docker.io/" + repository, "docker.io/library/" + repository);
        return repositoryDigests.stream()
                .map(digest -> digest.split("@", 2))
                .filter(parts -> parts.length == 2 && names.contains(parts[0]))
                .map(parts -> parts[1])
                .findFirst()
                .orElse(null);
    }

    public int layerCount() {
        return layerDiffIds.size();
    }
}
