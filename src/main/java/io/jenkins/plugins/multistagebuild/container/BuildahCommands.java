package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What podman and buildah do alike. */
final class BuildahCommands {
    /** By force: without it, neither removes by its ID an image that has several names. */
    static final List<String> REMOVAL = List.of("rmi", "--force");

    private BuildahCommands() {}

    static Command build(EngineClient client, BuildRequest request, List<String> verb) throws ContainerException {
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
        return client.command(arguments).withTimeout(request.timeout());
    }

    /** Asks the program itself: which version of podman has which of buildah's options depends on who packaged it. */
    static boolean supportsBuildContexts(EngineClient client) throws ContainerException, InterruptedException {
        return client.require(List.of("build", "--help")).text().contains("--build-context");
    }

    /**
     * Makes an image of a tar file. Podman's own import has no way to say a label that holds a quote or a dollar sign,
     * and buildah has no import, so an OCI layout is written and pulled.
     */
    static void importTar(
            EngineClient client, Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException {
        try (OneLayerImage image = OneLayerImage.of(tar, platform, labels)) {
            List<String> pull = List.of("pull", "--quiet", "oci:" + name(image.layout()));
            EngineClient beside = client.in(parent(image.layout()));
            String id = beside.succeeded(pull, beside.ask(pull, null)).text().strip();
            client.require(List.of("tag", id, reference));
        }
    }

    /**
     * Saves an image. Both programs refuse to write into an archive that is there already.
     *
     * @param arguments name the archive by its {@link #name}
     */
    static void save(EngineClient client, Path archive, List<String> arguments)
            throws ContainerException, InterruptedException {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new ContainerException(archive + " could not be replaced: " + e.getMessage(), e);
        }
        client.in(parent(archive)).move(arguments, OutputListener.SILENT);
    }

    /** A file's name for a command that runs beside it. */
    static String name(Path file) {
        return parent(file).relativize(file.toAbsolutePath().normalize()).toString();
    }

    /**
     * Where to run a command that names a file. Both programs take what follows {@code :} or {@code @} in a file's name for
     * a tag or a digest, and every folder for temporary files in Jenkins is called {@code …@tmp}.
     */
    private static Path parent(Path file) {
        return file.toAbsolutePath().resolve("..").normalize();
    }
}
