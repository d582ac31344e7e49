package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Docker, with either of its builders. */
final class DockerEngine extends ContainerEngine {
    private final boolean buildx;

    /** @param client carries the variables that select the builder */
    DockerEngine(String version, Builder builder, boolean buildx, List<String> notes, EngineClient client) {
        super(EngineKind.DOCKER, version, builder, notes, client);
        this.buildx = buildx;
    }

    @Override
    public boolean supportsNoCacheStages() {
        return buildx;
    }

    @Override
    public void build(BuildRequest request, OutputListener log) throws ContainerException, InterruptedException {
        BuildCommand command = new BuildCommand(client, this::answers);
        if (builder() == Builder.CLASSIC) {
            buildClassic(request, command, log);
            return;
        }
        List<String> arguments = BuildArguments.of(request, "build", "--progress", "plain");
        if (!request.noCacheStages().isEmpty()) {
            requireNoCacheStages();
            arguments.addAll(List.of("--no-cache-filter", String.join(",", request.noCacheStages())));
        }
        try (IgnoreFileCopy copy = IgnoreFileCopy.nextTo(request.dockerfile(), request.ignoreFile())) {
            arguments.addAll(List.of(
                    "--file", copy.dockerfile().toString(), request.context().toString()));
            command.run(arguments, null, request, log);
        }
    }

    private void buildClassic(BuildRequest request, BuildCommand command, OutputListener log)
            throws ContainerException, InterruptedException {
        if (!request.secrets().isEmpty() || !request.ssh().isEmpty()) {
            throw new ContainerException("The classic builder knows neither --secret nor --ssh. Build with BuildKit.");
        }
        if (!request.noCacheStages().isEmpty()) {
            requireNoCacheStages();
        }
        // Without --force-rm the container of a RUN that failed would stay.
        List<String> arguments = BuildArguments.of(request, "build", "--force-rm");
        ClassicContext context = ClassicContext.of(request);
        if (context == null) {
            arguments.addAll(List.of(
                    "--file", request.dockerfile().toString(), request.context().toString()));
            command.run(arguments, null, request, log);
        } else {
            arguments.addAll(List.of("--file", context.dockerfileEntry(), "-"));
            command.run(arguments, context, request, log);
        }
    }

    private void requireNoCacheStages() throws ContainerException {
        if (!buildx) {
            throw new ContainerException("This docker cannot leave out the cache for single stages. Use --no-cache, or "
                    + "docker 23 or newer with the buildx plugin.");
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return client.ask(List.of("version", "--format", "{{.Server.Version}}"))
                            .status()
                    == 0;
        } catch (ContainerException e) {
            return false;
        }
    }

    @Override
    public @Nullable ImageInfo inspect(String reference) throws ContainerException, InterruptedException {
        JsonNode image = InspectedImage.ask(client, List.of("image", "inspect", reference));
        return image == null ? null : InspectedImage.read(image.path(0));
    }

    @Override
    List<String> removal() {
        return List.of("rmi", "--no-prune");
    }

    @Override
    public void save(String reference, Path archive) throws ContainerException, InterruptedException {
        client.move(List.of("save", "--output", archive.toString(), reference), OutputListener.SILENT);
    }

    @Override
    public void importTar(Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("import"));
        if (platform != null) {
            arguments.addAll(List.of("--platform", platform));
        }
        labelInstructions(labels).forEach(label -> arguments.addAll(List.of("--change", label)));
        arguments.addAll(List.of(tar.toString(), reference));
        client.move(arguments, OutputListener.SILENT);
    }
}
