package io.jenkins.plugins.multistagebuild.build.equal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the corpus: a Dockerfile with its context, and in {@code case.json}, if there is one, how to build it.
 *
 * @param folder where the case lies; everything in it but {@code case.json} is the context
 * @param builders for which builders the case is meant: {@code classic}, {@code buildkit} (any), {@code buildkit-new}
 *     (0.12 or newer) or {@code copy-flags} (one that knows {@code COPY --parents} and {@code --exclude})
 * @param dockerfile path of the Dockerfile inside the context
 * @param files the Dockerfile per stage that the split build gets instead, by name; mostly empty
 * @param target the {@code --target}, null for the last stage
 * @param args the {@code --build-arg}s
 * @param contexts the {@code --build-context}s; a directory is given from the context, {@code @BASE@} stands for the base
 *     image
 * @param references for builders that run even the stages the target does not need: the Dockerfile without those stages,
 *     which {@code docker build} gets instead after it was seen to fail on the real one
 * @param setup what git cannot carry, for {@link CaseContext}
 */
record EqualCase(
        Path folder,
        Set<String> builders,
        String dockerfile,
        Map<String, String> files,
        @Nullable String target,
        Map<String, String> args,
        Map<String, String> contexts,
        Map<String, String> references,
        List<JsonNode> setup) {
    static final String DESCRIPTION = "case.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS =
            Set.of("builders", "dockerfile", "files", "target", "args", "contexts", "reference", "setup");

    EqualCase {
        if (!Set.of("classic", "buildkit", "buildkit-new", TestEngine.COPY_FLAGS)
                .containsAll(builders)) {
            throw new IllegalArgumentException(folder + " names an unknown builder: " + builders);
        }
        builders = Set.copyOf(builders);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        args = Map.copyOf(args);
        contexts = Map.copyOf(contexts);
        references = Map.copyOf(references);
        setup = List.copyOf(setup);
    }

    /** All cases of the corpus, by name. */
    static List<EqualCase> all() throws IOException {
        List<EqualCase> cases = new ArrayList<>();
        try (Stream<Path> folders = Files.list(corpus())) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                cases.add(load(folder));
            }
        }
        return cases;
    }

    static EqualCase load(Path folder) throws IOException {
        Path description = folder.resolve(DESCRIPTION);
        JsonNode json = Files.exists(description) ? JSON.readTree(description.toFile()) : MissingNode.getInstance();
        json.properties().forEach(field -> {
            if (!KEYS.contains(field.getKey())) {
                throw new IllegalArgumentException(description + " has the unknown key " + field.getKey());
            }
        });
        Set<String> builders = new LinkedHashSet<>();
        json.path("builders").forEach(b -> builders.add(b.asText()));
        List<JsonNode> setup = new ArrayList<>();
        json.path("setup").forEach(setup::add);
        return new EqualCase(
                folder,
                builders.isEmpty() ? Set.of("classic", "buildkit") : builders,
                json.path("dockerfile").asText("Dockerfile"),
                texts(json.path("files")),
                json.path("target").asText(null),
                texts(json.path("args")),
                texts(json.path("contexts")),
                texts(json.path("reference")),
                setup);
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    boolean isFor(TestEngine engine) {
        return engine.kinds().stream().anyMatch(builders::contains);
    }

    /** Whether only a builder that knows the newer flags of COPY can build it. */
    boolean needsCopyFlags() {
        return builders.contains(TestEngine.COPY_FLAGS);
    }

    /** The named contexts as an engine takes them. */
    Map<String, String> contexts(Path context, String base) {
        Map<String, String> values = new LinkedHashMap<>();
        contexts.forEach((name, value) -> values.put(
                name,
                value.contains("://")
                        ? value.replace("@BASE@", base)
                        : context.resolve(value).toString()));
        return values;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(f -> texts.put(f.getKey(), f.getValue().asText()));
        return texts;
    }

    private static Path corpus() throws IOException {
        URL url = EqualCase.class.getResource("single-stage/Dockerfile");
        if (url == null) {
            throw new IOException("the corpus is not on the class path");
        }
        try {
            return Path.of(url.toURI()).resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IOException("the corpus lies at no path: " + url, e);
        }
    }
}
