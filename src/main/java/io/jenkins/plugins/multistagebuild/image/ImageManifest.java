package io.jenkins.plugins.multistagebuild.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What an archive says about one image, in either of its two dialects.
 *
 * @param candidate how the image is named
 * @param config its configuration, parsed
 * @param configBytes the size of the configuration in bytes
 * @param layers where its layers lie, from the bottom up
 */
record ImageManifest(ImageCandidate candidate, JsonNode config, long configBytes, List<LayerLocation> layers) {
    ImageManifest {
        layers = List.copyOf(layers);
    }

    ImageManifest withReferences(List<String> references) {
        return new ImageManifest(
                new ImageCandidate(references, candidate.id(), candidate.platform()), config, configBytes, layers);
    }

    /**
     * Where a layer lies.
     *
     * @param name of its blob in the archive
     * @param digest of its blob; empty if the manifest does not say
     * @param mediaType of its blob; empty if the manifest does not say
     */
    record LayerLocation(String name, String digest, String mediaType) {}
}
