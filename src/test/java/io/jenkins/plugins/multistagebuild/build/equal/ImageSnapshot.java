package io.jenkins.plugins.multistagebuild.build.equal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * All of an image that can matter to whoever runs it, read from an archive of {@code docker save}. Times are left out on
 * purpose: two builds of one Dockerfile never agree on them.
 *
 * @param platform operating system, architecture, variant and version
 * @param config the image's {@code config} by key; an empty list, object or text and false count as absent, since engines
 *     differ in writing them; {@code Image}, the classic builder's note of the parent's id, is left out
 * @param history the instruction of each history entry, those without a layer marked
 * @param files the file tree by absolute path, whiteouts applied
 */
public record ImageSnapshot(
        String platform, SortedMap<String, String> config, List<String> history, SortedMap<String, FileEntry> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_COMPARED = Set.of("Image");

    public ImageSnapshot {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        history = List.copyOf(history);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads an image of an archive.
     *
     * @param tag the image's name and tag
     * @throws IOException if the archive is none of {@code docker save}'s, has no such image, or cannot be read
     */
    public static ImageSnapshot read(Path archive, String tag) throws IOException {
        try (TarFile tar = new TarFile(archive)) {
            Map<String, TarArchiveEntry> members = new HashMap<>();
            tar.getEntries().forEach(e -> members.put(e.getName(), e));
            JsonNode manifest = manifest(JSON.readTree(member(tar, members, "manifest.json")), tag);
            JsonNode image =
                    JSON.readTree(member(tar, members, manifest.path("Config").asText()));
            FileTree tree = new FileTree();
            for (JsonNode layer : manifest.path("Layers")) {
                tree.apply(member(tar, members, layer.asText()));
            }
            return new ImageSnapshot(platform(image), config(image), history(image), tree.entries());
        }
    }

    private static JsonNode manifest(JsonNode manifests, String tag) throws IOException {
        for (JsonNode manifest : manifests) {
            for (JsonNode name : manifest.path("RepoTags")) {
                if (name.asText().equals(tag)) {
                    return manifest;
                }
            }
        }
        throw new IOException("image archive has no image " + tag);
    }

    private static InputStream member(TarFile tar, Map<String, TarArchiveEntry> members, String name)
            throws IOException {
        TarArchiveEntry entry = members.get(name);
        if (entry == null) {
            throw new IOException("image archive has no member " + name);
        }
        // Docker before 25 writes a layer that occurs twice as a symbolic link to its first occurrence
        return entry.isSymbolicLink()
                ? member(
                        tar,
                        members,
                        Path.of(name)
                                .resolveSibling(entry.getLinkName())
                                .normalize()
                                .toString())
                : tar.getInputStream(entry);
    }

    private static String platform(JsonNode image) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of("os", "architecture", "variant", "os.version")) {
            String part = image.path(key).asText();
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static SortedMap<String, String> config(JsonNode image) {
        SortedMap<String, String> config = new TreeMap<>();
        image.path("config").properties().forEach(field -> {
            if (!isEmpty(field.getValue()) && !NOT_COMPARED.contains(field.getKey())) {
                config.put(field.getKey(), canonical(field.getValue()));
            }
        });
        return config;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty()
                || value.isBoolean() && !value.asBoolean();
    }

    private static String canonical(JsonNode value) {
        if (!value.isObject()) {
            return value.toString();
        }
        SortedMap<String, String> fields = new TreeMap<>();
        value.properties().forEach(f -> fields.put(f.getKey(), canonical(f.getValue())));
        return fields.toString();
    }

    private static List<String> history(JsonNode image) {
        List<String> history = new ArrayList<>();
        for (JsonNode entry : image.path("history")) {
            String marker = entry.path("empty_layer").asBoolean() ? "(no layer) " : "";
            history.add(marker + entry.path("created_by").asText());
        }
        return history;
    }
}
