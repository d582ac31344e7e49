package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteSpec;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SplitSources;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.jspecify.annotations.Nullable;

/** The step's parameters in the engine's terms. */
final class SplitSpecs {
    /** Prefixes of the variables that decide which engine a program talks to and what it finds there. */
    private static final List<String> ENGINE_VARIABLES =
            List.of("DOCKER_", "BUILDX_", "CONTAINER_", "CONTAINERS_", "BUILDAH_", "STORAGE_", "XDG_");

    private SplitSpecs() {}

    static SiteSpec of(SplitRun split, SplitSources sources, String context, String place) throws IOException {
        MultiStageBuildStep settings = split.settings();
        return new SiteSpec(
                sources,
                context,
                place,
                settings.getTarget(),
                Objects.requireNonNullElse(settings.getBuildArgs(), Map.of()),
                settings.getPlatform(),
                tags(split),
                Objects.requireNonNullElse(settings.getBaseline(), SiteSpec.AUTO),
                settings.getNetwork(),
                settings.isNoCache());
    }

    /** The image's own reference, and the one that names the registry it is for. */
    private static List<String> tags(SplitRun split) throws IOException {
        String url = split.settings().getRegistryUrl();
        String inRegistry = new DockerRegistryEndpoint(url, null).imageName(split.image());
        return inRegistry.equals(split.image()) ? List.of(split.image()) : List.of(split.image(), inRegistry);
    }

    /** The engine that was asked for, or null for any. */
    static @Nullable EngineKind engineKind(MultiStageBuildStep settings) throws AbortException {
        String name = settings.getEngine();
        try {
            return name == null ? null : engineKind(name);
        } catch (BuildProblemException e) {
            throw new AbortException("engine: " + e.getMessage());
        }
    }

    /**
     * The engine of that name, or null if it means any.
     *
     * @throws BuildProblemException if there is none
     */
    static @Nullable EngineKind engineKind(String name) throws BuildProblemException {
        String program = name.toLowerCase(Locale.ROOT);
        if (program.equals(StepDefaults.AUTO)) {
            return null;
        }
        return Arrays.stream(EngineKind.values())
                .filter(kind -> kind.program().equals(program))
                .findFirst()
                .orElseThrow(() ->
                        new BuildProblemException("'" + name + "' is no engine; use auto, docker, podman or buildah"));
    }

    /** Whether an environment variable may decide which engine is used. */
    static boolean matters(String variable) {
        return variable.equals("PATH") || ENGINE_VARIABLES.stream().anyMatch(variable::startsWith);
    }
}
