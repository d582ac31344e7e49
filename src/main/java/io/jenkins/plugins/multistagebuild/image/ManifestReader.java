package io.jenkins.plugins.multistagebuild.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.multistagebuild.image.ImageManifest.LayerLocation;
import io.jenkins.plugins.multistagebuild.json.JsonTree;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images in an archive: {@code index.json} of the OCI image layout, {@code manifest.json} of docker save, or
 * both, as docker save writes them since version 25. Then the OCI side gives digests and media types and the docker side
 * adds names. Attestations and manifests whose blobs the archive does not have are left out.
 */
final class ManifestReader {
    static final String DOCKER_MANIFEST = "manifest.json";
    static final String OCI_INDEX = "index.json";

    /** The file of a configuration: in an OCI layout, as docker has saved it before, and as other programs do. */
    private static final Pattern NAMED_BY_DIGEST =
            Pattern.compile("(?:blobs/sha256/|sha256:)?([0-9a-f]{64})(?:\\.json)?");
    /** An index may name indexes; real ones go two deep. */
    private static final int DEEPEST_INDEX = 8;

    private final BlobStore store;
    private final Map<String, ImageManifest> images = new LinkedHashMap<>();

    private ManifestReader(BlobStore store) {
        this.store = store;
    }

    /** The images, in the order of the archive; empty if it has neither file, or no image in them. */
    static List<ImageManifest> read(BlobStore store) throws IOException {
        ManifestReader reader = new ManifestReader(store);
        JsonNode index = reader.document(OCI_INDEX);
        if (index != null) {
            reader.readIndex(index, List.of(), 0);
        }
        JsonNode manifest = reader.document(DOCKER_MANIFEST);
        if (manifest != null) {
            reader.readDockerManifest(manifest);
        }
        return List.copyOf(reader.images.values());
    }

    private void readIndex(JsonNode index, List<String> inherited, int depth) throws IOException {
        if (depth > DEEPEST_INDEX) {
            throw new TarFormatException("its index names indexes more than " + DEEPEST_INDEX + " deep");
        }
        for (JsonNode descriptor : index.path("manifests")) {
            JsonNode document = isAttestation(descriptor) ? null : document(blobName(descriptor));
            if (document == null) {
                continue;
            }
            List<String> references = merged(inherited, references(descriptor.path("annotations")));
            if (document.has("manifests")) {
                readIndex(document, references, depth + 1);
            } else if (document.has("layers")) {
                readOciManifest(document, references);
            }
        }
    }

    private static boolean isAttestation(JsonNode descriptor) {
        return descriptor.path("annotations").has("vnd.docker.reference.type")
                || descriptor.path("platform").path("os").asText("").equals("unknown");
    }

    private static List<String> references(JsonNode annotations) {
        String name = annotations.path("io.containerd.image.name").asText("");
        if (name.isEmpty()) {
            name = annotations.path("org.opencontainers.image.ref.name").asText("");
        }
        return name.isEmpty() ? List.of() : List.of(familiar(name));
    }

    private void readOciManifest(JsonNode manifest, List<String> references) throws IOException {
        List<LayerLocation> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            layers.add(new LayerLocation(
                    blobName(layer),
                    layer.path("digest").asText(""),
                    layer.path("mediaType").asText("")));
        }
        add(blobName(manifest.path("config")), references, layers);
    }

    private void readDockerManifest(JsonNode manifest) throws IOException {
        for (JsonNode image : manifest) {
            List<LayerLocation> layers = new ArrayList<>();
            for (JsonNode layer : image.path("Layers")) {
                layers.add(new LayerLocation(layer.asText(), "", ""));
            }
            List<String> references = new ArrayList<>();
            image.path("RepoTags").forEach(tag -> references.add(familiar(tag.asText())));
            String config = image.path("Config").asText("");
            if (!add(config, references, layers)) {
                throw new TarFormatException(
                        "the image configuration '" + config + "' that " + DOCKER_MANIFEST + " names is missing");
            }
        }
    }

    /** Returns false if the archive has no such configuration. */
    private boolean add(String configName, List<String> references, List<LayerLocation> layers) throws IOException {
        Blob blob = configName.isEmpty() ? null : store.find(configName);
        if (blob == null) {
            return false;
        }
        byte[] bytes = blob.readDocument();
        JsonNode config = parse(bytes, configName);
        if (!config.has("rootfs")) {
            // A signature, a chart or another artifact that merely travels as an image.
            return true;
        }
        ImageCandidate candidate = new ImageCandidate(references, digest(configName, bytes), platform(config));
        ImageManifest image = new ImageManifest(candidate, config, bytes.length, layers);
        images.merge(
                candidate.id(),
                image,
                (known, again) -> known.withReferences(merged(known.candidate().references(), references)));
        return true;
    }

    private @Nullable JsonNode document(String name) throws IOException {
        Blob blob = name.isEmpty() ? null : store.find(name);
        return blob == null ? null : parse(blob.readDocument(), name);
    }

    private static JsonNode parse(byte[] bytes, String name) throws IOException {
        try {
            return JsonTree.read(bytes);
        } catch (JsonProcessingException e) {
            TarFormatException damaged = new TarFormatException(name + " is no valid JSON: " + e.getOriginalMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** The blob's file in an OCI layout; empty if the descriptor has no digest. */
    private static String blobName(JsonNode descriptor) {
        String digest = descriptor.path("digest").asText("");
        return digest.isEmpty() ? "" : "blobs/" + digest.replace(':', '/');
    }

    private static String platform(JsonNode config) {
        String platform = config.path("os").asText("unknown") + "/"
                + config.path("architecture").asText("unknown");
        String variant = config.path("variant").asText("");
        return variant.isEmpty() ? platform : platform + "/" + variant;
    }

    /** A reference as docker prints it, without the registry and project that it takes for granted. */
    static String familiar(String reference) {
        if (reference.startsWith("docker.io/library/")) {
            return reference.substring("docker.io/library/".length());
        }
        return reference.startsWith("docker.io/") ? reference.substring("docker.io/".length()) : reference;
    }

    private static List<String> merged(Collection<String> some, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** As the archive names it where it does: every program that writes one has computed it, and it is the name's point. */
    private static String digest(String name, byte[] bytes) {
        Matcher named = NAMED_BY_DIGEST.matcher(name);
        return named.matches() ? "sha256:" + named.group(1) : digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
