package io.jenkins.plugins.multistagebuild.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the container engine to use. */
public final class ContainerEngines {
    private ContainerEngines() {}

    /**
     * The engine that was named, or the first of docker, podman and buildah whose program is on the {@code PATH} and
     * whose daemon, where it has one, answers.
     *
     * @param wanted the engine, or null for the first that answers
     * @param builder the builder, or null for BuildKit where the docker at hand has it; {@code DOCKER_BUILDKIT=0} in the
     *     environment asks for the classic builder, as it does for docker itself
     * @param environment the whole environment of the engine's processes; {@code DOCKER_HOST}, {@code BUILDAH_ISOLATION}
     *     and the like are taken from here
     * @param runner what runs the engine's processes
     * @throws EngineNotFoundException when none answers
     * @throws ContainerException when the one that answers lacks the builder
     */
    public static ContainerEngine find(
            @Nullable EngineKind wanted,
            @Nullable Builder builder,
            Map<String, String> environment,
            ProcessRunner runner)
            throws ContainerException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (EngineKind kind : wanted == null ? candidates(builder) : List.of(wanted)) {
            EngineClient client = new EngineClient(kind.program(), environment, runner);
            EngineProbe.Outcome outcome =
                    switch (kind) {
                        case DOCKER -> new DockerProbe(client, builder).probe();
                        case PODMAN -> EngineProbe.podman(client, builder);
                        case BUILDAH -> EngineProbe.buildah(client, builder);
                    };
            if (outcome instanceof EngineProbe.Found found) {
                return found.engine();
            }
            if (outcome instanceof EngineProbe.Absent absent) {
                answers.add(kind.program() + ": " + absent.answer());
            }
        }
        throw new EngineNotFoundException(answers, advice(wanted));
    }

    private static List<EngineKind> candidates(@Nullable Builder builder) {
        if (builder == null) {
            return List.of(EngineKind.values());
        }
        return builder == Builder.BUILDAH ? List.of(EngineKind.PODMAN, EngineKind.BUILDAH) : List.of(EngineKind.DOCKER);
    }

    private static String advice(@Nullable EngineKind wanted) {
        if (wanted == null) {
            return "Install Docker, Podman or Buildah, start the Docker daemon where there is one, or set DOCKER_HOST to "
                    + "a daemon that runs.";
        }
        return wanted == EngineKind.DOCKER
                ? "Install Docker and start its daemon, set DOCKER_HOST to one that runs, or leave the choice of the "
                        + "engine open."
                : "Install " + wanted.program() + ", or leave the choice of the engine open.";
    }
}
