package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Docker, with either of its builders. */
final class DockerEngine extends ContainerEngine {
    private static final Pattern IMAGE_ID = Pattern.compile("[0-9a-f]{12,64}");

    private static final Pattern LAYER_GONE = Pattern.compile("unable to find image \"sha256:[0-9a-f]+\"");

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
    public boolean supportsBuildContexts() {
        return buildx;
    }

    @Override
    public void build(BuildRequest request, OutputListener log) throws ContainerException, InterruptedException {
        try {
            buildAgainIfNeeded(request, log);
        } finally {
            IgnoreFileCopy.remove(request);
        }
    }

    private void buildAgainIfNeeded(BuildRequest request, OutputListener log)
            throws ContainerException, InterruptedException {
        try {
            super.build(request, log);
        } catch (BuildFailedException e) {
            if (!deservesAnotherTry(e)) {
                throw e;
            }
            log.line("A cached layer was removed during the build; building once more.");
            super.build(request, log);
        }
    }

    @Override
    public Command buildCommand(BuildRequest request) throws ContainerException {
        if (!request.noCacheStages().isEmpty() && !buildx) {
            throw new ContainerException("This docker cannot leave out the cache for single stages. Use --no-cache, or "
                    + "docker 23 or newer with the buildx plugin.");
        }
        return (builder() == Builder.CLASSIC ? classicCommand(request) : buildKitCommand(request))
                .withTimeout(request.timeout());
    }

    private Command buildKitCommand(BuildRequest request) throws ContainerException {
        List<String> arguments = BuildArguments.of(request, "build", "--progress", "plain");
        if (!request.noCacheStages().isEmpty()) {
            arguments.addAll(List.of("--no-cache-filter", String.join(",", request.noCacheStages())));
        }
        IgnoreFileCopy.make(request);
        arguments.addAll(List.of(
                "--file", request.dockerfile().toString(), request.context().toString()));
        return client.command(arguments);
    }

    private Command classicCommand(BuildRequest request) throws ContainerException {
        if (!request.secrets().isEmpty() || !request.ssh().isEmpty()) {
            throw new ContainerException("The classic builder knows neither --secret nor --ssh. Build with BuildKit.");
        }
        // Without --force-rm the container of a RUN that failed would stay.
        List<String> arguments = BuildArguments.of(request, "build", "--force-rm");
        ClassicContext context = ClassicContext.of(request);
        if (context == null) {
            arguments.addAll(List.of(
                    "--file", request.dockerfile().toString(), request.context().toString()));
            return client.command(arguments);
        }
        arguments.addAll(List.of("--file", context.dockerfileEntry(), "-"));
        return client.command(arguments).withInput(context);
    }

    /**
     * The classic builder looks a cached layer up and uses it later; a removal in between, by another build that ends, is
     * no failure of this one.
     */
    @Override
    public boolean deservesAnotherTry(ContainerException failure) {
        return failure instanceof BuildFailedException failed
                && builder() == Builder.CLASSIC
                && failed.lastLines().stream()
                        .anyMatch(line -> LAYER_GONE.matcher(line).find());
    }

    @Override
    public String identity() throws ContainerException, InterruptedException {
        return client.require(List.of("info", "--format", "{{.ID}}")).text().strip();
    }

    @Override
    boolean answers() throws InterruptedException {
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
        client.move(List.of("save", "--output", archive.toString(), oneImage(reference)), OutputListener.SILENT);
    }

    /** {@code LABEL} instructions for these labels, in a form in which every value means itself. */
    private static List<String> labelInstructions(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> "LABEL " + quoted(label.getKey()) + "=" + quoted(label.getValue()))
                .toList();
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    /** A name without a tag would save every tag that there is of it. */
    private static String oneImage(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        boolean exact = last.indexOf(':') >= 0
                || last.indexOf('@') >= 0
                || IMAGE_ID.matcher(reference).matches();
        return exact ? reference : reference + ":latest";
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
