package io.jenkins.plugins.multistagebuild.split;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with one Dockerfile, or one per stage, and the options it is planned with. */
record SplitCase(Path folder, Options options) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What {@code options.json} may say.
     *
     * @param files the last parts of the names of the Dockerfiles, where there is one per stage
     * @param names the names given to those, if others
     * @param contexts the names of {@code --build-context}
     */
    record Options(
            @Nullable String target,
            @Nullable Map<String, String> buildArgs,
            @Nullable String platform,
            @Nullable BuilderRules rules,
            @Nullable Map<String, Map<String, String>> baseEnvironments,
            @Nullable List<String> files,
            @Nullable List<String> names,
            @Nullable List<String> contexts) {

        SplitOptions toSplitOptions() {
            return SplitOptions.defaults()
                    .withBuilderPlatform("linux/amd64")
                    .withTarget(target)
                    .withBuildArgs(Objects.requireNonNullElse(buildArgs, Map.of()))
                    .withPlatform(platform)
                    .withRules(Objects.requireNonNullElse(rules, BuilderRules.BUILDKIT))
                    .withBaseEnvironments(Objects.requireNonNullElse(baseEnvironments, Map.of()))
                    .withContexts(Set.copyOf(Objects.requireNonNullElse(contexts, List.of())));
        }
    }

    static Stream<SplitCase> in(String kind) throws IOException, URISyntaxException {
        URI folder =
                Objects.requireNonNull(SplitCase.class.getResource(kind), kind).toURI();
        try (Stream<Path> folders = Files.list(Path.of(folder))) {
            List<SplitCase> cases = new ArrayList<>();
            for (Path path : folders.sorted().toList()) {
                cases.add(of(path));
            }
            return cases.stream();
        }
    }

    private static SplitCase of(Path folder) throws IOException {
        Path options = folder.resolve("options.json");
        String json = Files.exists(options) ? Files.readString(options) : "{}";
        return new SplitCase(folder, MAPPER.readValue(json, Options.class));
    }

    StageGraph graph() throws IOException, DockerfileException {
        return StageGraph.of(sources(), options.toSplitOptions());
    }

    private List<SourceFile> sources() throws IOException, DockerfileException {
        List<String> files = options.files();
        if (files == null) {
            return List.of(new SourceFile(null, parse("Dockerfile")));
        }
        List<String> names = Objects.requireNonNullElse(options.names(), files);
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            sources.add(new SourceFile(names.get(i), parse("Dockerfile." + files.get(i))));
        }
        return sources;
    }

    private Dockerfile parse(String file) throws IOException, DockerfileException {
        return Dockerfile.parse(file, Files.readAllBytes(folder.resolve(file)));
    }

    String expected(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
