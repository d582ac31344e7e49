package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.util.List;

/** The build command that podman and buildah share. */
final class BuildahBuild {
    private BuildahBuild() {}

    static void run(EngineClient client, BuildRequest request, List<String> verb, OutputListener log)
            throws ContainerException, InterruptedException {
        if (!request.noCacheStages().isEmpty()) {
            throw new ContainerException(
                    client.program() + " cannot leave out the cache for single stages. Use --no-cache.");
        }
        List<String> arguments = BuildArguments.of(request, verb.toArray(new String[0]));
        Path ignoreFile = request.ignoreFile();
        if (ignoreFile != null) {
            arguments.addAll(List.of("--ignorefile", ignoreFile.toString()));
        }
        arguments.addAll(List.of("--file", request.dockerfile().toString()));
        arguments.add(request.context().toString());
        new BuildCommand(client, () -> true).run(arguments, null, request, log);
    }
}
