package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BaselineChoice;
import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.EngineFlags;
import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build as it is sent to an agent.
 *
 * @param sources its Dockerfiles
 * @param context the context directory on the agent
 * @param folder a folder on the agent for one branch's temporary files
 * @param target name of the stage to build, or null for the last one
 * @param buildArgs values of ARG instructions
 * @param platform the target platform, or null for the engine's own
 * @param tags references of the final image, the first of which counts
 * @param baseline {@code auto}, {@code none} or an image's reference; without a meaning where the sources hold a
 *     single-stage Dockerfile
 * @param network the network of RUN instructions, or null for the engine's default
 * @param noCache whether nothing may come from the layer cache
 */
public record SiteSpec(
        SplitSources sources,
        String context,
        String folder,
        @Nullable String target,
        Map<String, String> buildArgs,
        @Nullable String platform,
        List<String> tags,
        String baseline,
        @Nullable String network,
        boolean noCache)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The value of {@code baseline} for the largest stage that files of the image came from. */
    public static final String AUTO = "auto";

    /** The value of {@code baseline} for no comparison. */
    public static final String NONE = "none";

    public SiteSpec {
        buildArgs = Map.copyOf(buildArgs);
        tags = List.copyOf(tags);
    }

    /**
     * The same in the engine's terms, on whatever machine this is called.
     *
     * @throws BuildProblemException if a Dockerfile is wrong
     */
    public BuildSpec spec() throws BuildProblemException {
        List<BuildFile> files = new ArrayList<>();
        for (SourceText source : sources.files()) {
            files.add(file(source, files.size()));
        }
        return new BuildSpec(
                Path.of(context),
                files,
                target,
                buildArgs,
                platform,
                new EngineFlags(Map.of(), List.of(), List.of(), network, List.of(), noCache, false, null),
                tags,
                1,
                false,
                baselineChoice(),
                null);
    }

    private BaselineChoice baselineChoice() throws BuildProblemException {
        if (sources.singleStage() != null) {
            return new BaselineChoice.SingleStage(
                    file(sources.singleStage(), sources.files().size()));
        }
        return switch (baseline) {
            case AUTO -> new BaselineChoice.Auto();
            case NONE -> new BaselineChoice.None();
            default -> new BaselineChoice.Image(baseline);
        };
    }

    private BuildFile file(SourceText source, int number) throws BuildProblemException {
        Dockerfile dockerfile = Dockerfile.parse(source.path(), source.text().getBytes(StandardCharsets.UTF_8));
        Path path = source.contextPath() == null
                ? Path.of(source.path())
                : Path.of(context).resolve(source.contextPath());
        return new BuildFile(source.name(), path, dockerfile, ignoreFile(number));
    }

    /** Where {@link #writeIgnoreFiles} puts the rules of a file, or null if it has none. */
    private @Nullable Path ignoreFile(int number) {
        SourceText source = number < sources.files().size() ? sources.files().get(number) : sources.singleStage();
        return source == null || source.ignoreRules() == null
                ? null
                : Path.of(folder).resolve("rules-" + number + ".dockerignore");
    }

    /** The same for a certain platform. */
    SiteSpec on(String newPlatform) {
        return new SiteSpec(sources, context, folder, target, buildArgs, newPlatform, tags, baseline, network, noCache);
    }

    /** Lays down on the agent what the engine wants to read as files. */
    void writeIgnoreFiles() throws IOException {
        for (int number = 0; number <= sources.files().size(); number++) {
            Path file = ignoreFile(number);
            if (file != null) {
                SourceText source =
                        number < sources.files().size() ? sources.files().get(number) : sources.singleStage();
                Files.createDirectories(Path.of(folder));
                Files.writeString(file, source.ignoreRules());
            }
        }
    }
}
