package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Podman. How its RUN instructions are isolated is the environment's business ({@code BUILDAH_ISOLATION}), since only
 * the user knows what the machine allows.
 */
final class PodmanEngine extends ContainerEngine {
    PodmanEngine(String version, EngineClient client) {
        super(EngineKind.PODMAN, version, Builder.BUILDAH, List.of(), client);
    }

    @Override
    public boolean supportsNoCacheStages() {
        return false;
    }

    @Override
    public boolean supportsBuildContexts() throws ContainerException, InterruptedException {
        return BuildahCommands.supportsBuildContexts(client);
    }

    @Override
    public Command buildCommand(BuildRequest request) throws ContainerException {
        return BuildahCommands.build(client, request, List.of("build", "--force-rm"));
    }

    @Override
    public String identity() throws ContainerException, InterruptedException {
        return EngineStore.identity(client.require(List.of("info", "--format", "{{.Store.GraphRoot}}"))
                .text());
    }

    @Override
    public @Nullable ImageInfo inspect(String reference) throws ContainerException, InterruptedException {
        JsonNode image = InspectedImage.ask(client, List.of("image", "inspect", reference));
        return image == null ? null : InspectedImage.read(image.path(0));
    }

    @Override
    List<String> removal() {
        return BuildahCommands.REMOVAL;
    }

    @Override
    public void save(String reference, Path archive) throws ContainerException, InterruptedException {
        BuildahCommands.save(
                client,
                archive,
                List.of("save", "--format", "docker-archive", "--output", BuildahCommands.name(archive), reference));
    }

    @Override
    public void importTar(Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException {
        BuildahCommands.importTar(client, tar, reference, platform, labels);
    }
}
