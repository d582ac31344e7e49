package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
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
    public void build(BuildRequest request, OutputListener log) throws ContainerException, InterruptedException {
        BuildahBuild.run(client, request, List.of("build", "--force-rm"), log);
    }

    @Override
    public @Nullable ImageInfo inspect(String reference) throws ContainerException, InterruptedException {
        JsonNode image = InspectedImage.ask(client, List.of("image", "inspect", reference));
        return image == null ? null : InspectedImage.read(image.path(0));
    }

    @Override
    List<String> removal() {
        return List.of("rmi");
    }

    @Override
    public void save(String reference, Path archive) throws ContainerException, InterruptedException {
        client.move(
                List.of("save", "--format", "docker-archive", "--output", archive.toString(), reference),
                OutputListener.SILENT);
    }

    @Override
    public void importTar(Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("import", "--quiet"));
        if (platform != null) {
            String[] parts = platform.split("/", -1);
            for (int i = 0; i < parts.length; i++) {
                arguments.addAll(List.of(List.of("--os", "--arch", "--variant").get(i), parts[i]));
            }
        }
        labelInstructions(labels).forEach(label -> arguments.addAll(List.of("--change", label)));
        arguments.addAll(List.of(tar.toString(), reference));
        client.move(arguments, OutputListener.SILENT);
    }
}
