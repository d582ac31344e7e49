package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Buildah, which has neither a daemon nor a format of its own for what {@code inspect} prints. */
final class BuildahEngine extends ContainerEngine {
    BuildahEngine(String version, EngineClient client) {
        super(EngineKind.BUILDAH, version, Builder.BUILDAH, List.of(), client);
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
        return BuildahCommands.build(client, request, List.of("build", "--layers", "--force-rm"));
    }

    @Override
    public String identity() throws ContainerException, InterruptedException {
        JsonNode info = InspectedImage.parse(client.require(List.of("info")).text(), client.program());
        return EngineStore.identity(info.path("store").path("GraphRoot").asText());
    }

    @Override
    public @Nullable ImageInfo inspect(String reference) throws ContainerException, InterruptedException {
        JsonNode image = InspectedImage.ask(client, List.of("inspect", "--type", "image", reference));
        return image == null ? null : read(image, client.program());
    }

    private static ImageInfo read(JsonNode inspected, String program) throws ContainerException {
        JsonNode image = inspected.path("Docker");
        JsonNode manifest = InspectedImage.parse(inspected.path("Manifest").asText(), program);
        long size = 0;
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong();
        }
        return new ImageInfo(
                inspected.path("FromImageID").asText(),
                size,
                InspectedImage.strings(image.path("rootfs").path("diff_ids")),
                image.path("os").asText(),
                image.path("architecture").asText(),
                InspectedImage.textOrNull(image.path("variant")),
                InspectedImage.strings(image.path("config").path("Env")),
                InspectedImage.strings(image.path("config").path("OnBuild")),
                List.of(),
                image.path("config"));
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
                List.of("push", "--quiet", reference, "docker-archive:" + BuildahCommands.name(archive)));
    }

    @Override
    public void importTar(Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException {
        BuildahCommands.importTar(client, tar, reference, platform, labels);
    }
}
