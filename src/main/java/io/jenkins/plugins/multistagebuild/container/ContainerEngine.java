package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container engine that answers, driven through its command-line program. It holds no connection and no state, so it
 * may be used by several threads, and there is nothing to close. Every method waits for the engine; an interruption ends
 * the command.
 */
public abstract sealed class ContainerEngine permits DockerEngine, PodmanEngine, BuildahEngine {
    /** What the engines say about an image that is not there. */
    private static final Pattern NO_SUCH_IMAGE = Pattern.compile(
            "(?i).*(no such (image|object)|image not known|unable to find a name and tag match|not found in local).*");

    /** The heading that buildah puts above several failures. */
    private static final Pattern HEADING = Pattern.compile("Error: \\d+ errors? occurred:|\\s*");

    /** Keeps a removal far below the operating system's limit for arguments. */
    private static final int REMOVED_AT_ONCE = 200;

    private final EngineKind kind;
    private final String version;
    private final Builder builder;
    private final List<String> notes;

    /** The engine's program. */
    final EngineClient client;

    ContainerEngine(EngineKind kind, String version, Builder builder, List<String> notes, EngineClient client) {
        this.kind = kind;
        this.version = version;
        this.builder = builder;
        this.notes = List.copyOf(notes);
        this.client = client;
    }

    public EngineKind kind() {
        return kind;
    }

    /** The engine's name, such as {@code docker}. */
    public String name() {
        return kind.program();
    }

    /** The version of what builds and stores the images: the daemon's where there is one. */
    public String version() {
        return version;
    }

    public Builder builder() {
        return builder;
    }

    /** What the user should know about how this engine was chosen, a sentence each; mostly empty. */
    public List<String> notes() {
        return notes;
    }

    /** Whether {@link BuildRequest#noCacheStages()} can be honoured; without, {@link BuildRequest#noCache()} can. */
    public abstract boolean supportsNoCacheStages();

    /** Whether the engine knows {@link BuildRequest#buildContexts()}. */
    public abstract boolean supportsBuildContexts() throws ContainerException, InterruptedException;

    /**
     * Builds an image. The output goes to the log as it comes.
     *
     * @throws BuildFailedException when the build failed
     * @throws ContainerException when the engine could not do it
     */
    public void build(BuildRequest request, OutputListener log) throws ContainerException, InterruptedException {
        BuildOutput output = new BuildOutput(log);
        int status = client.run(buildCommand(request), output);
        if (status != 0) {
            throw failure(request, status, output);
        }
    }

    /**
     * The command that builds an image, for a caller who runs it in a way of his own. It may be run several times.
     *
     * @throws ContainerException when the engine cannot do what is asked for
     */
    public abstract Command buildCommand(BuildRequest request) throws ContainerException;

    /**
     * How a build command failed. It looks for the failing instruction in the request's Dockerfile.
     *
     * @param status the command's exit status, not 0
     * @param output everything the command printed
     * @return a {@link BuildFailedException} unless it was the engine that failed
     */
    public ContainerException failure(BuildRequest request, int status, BuildOutput output)
            throws InterruptedException {
        String verb = client.program() + " build";
        List<String> lines = output.lastLines();
        if (Failures.isLost(lines) || !answers()) {
            return new EngineLostException(verb, lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
        }
        if (Failures.isDiskFull(lines)) {
            return new DiskFullException(verb, Failures.lineAboutDisk(lines), client.program());
        }
        Integer line = FailingLine.find(output.progress(), request.dockerfile());
        return new BuildFailedException(verb, status, Failures.last(lines), line);
    }

    /**
     * Whether the same build, run once more, may succeed although nothing of it has changed.
     *
     * @param failure what {@link #failure} returned
     */
    public boolean deservesAnotherTry(ContainerException failure) {
        return false;
    }

    /** Whether the engine answers, asked after a failure that does not say so itself. */
    boolean answers() throws InterruptedException {
        return true;
    }

    /**
     * What tells this engine from every other one, whichever machine asks: images that one build leaves here are found
     * by another build that gets the same answer.
     */
    public abstract String identity() throws ContainerException, InterruptedException;

    /** Asks about an image; null when there is no such image. */
    public abstract @Nullable ImageInfo inspect(String reference) throws ContainerException, InterruptedException;

    /** Pulls an image; a null platform is the engine's own. */
    public void pull(String reference, @Nullable String platform, OutputListener log)
            throws ContainerException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("pull"));
        if (platform != null) {
            arguments.addAll(List.of("--platform", platform));
        }
        arguments.add(reference);
        try {
            client.move(arguments, log);
        } catch (EngineLostException | DiskFullException e) {
            throw e; // which say what to do
        } catch (ContainerException e) {
            throw new ContainerException(
                    e.getMessage() + "\nCheck the image's name and tag, whether its registry asks for '" + name()
                            + " login', and whether this machine reaches the registry.",
                    e);
        }
    }

    /** The command that pushes an image to the registry of its reference, for a caller who runs it himself. */
    public Command pushCommand(String reference) {
        return client.command(List.of("push", reference));
    }

    /** How a command of {@link #pushCommand} failed. */
    public ContainerException pushFailure(String reference, int status, BuildOutput output) {
        return Failures.of(client.program(), client.program() + " push " + reference, status, output.lastLines());
    }

    /** Gives an image another reference. */
    public void tag(String source, String target) throws ContainerException, InterruptedException {
        client.require(List.of("tag", source, target));
    }

    /**
     * Removes images; those that are gone already are fine. The layer cache of other builds stays.
     *
     * @param references names or IDs
     */
    public void remove(List<String> references) throws ContainerException, InterruptedException {
        for (int from = 0; from < references.size(); from += REMOVED_AT_ONCE) {
            List<String> arguments = new ArrayList<>(removal());
            arguments.addAll(references.subList(from, Math.min(references.size(), from + REMOVED_AT_ONCE)));
            EngineClient.Answer answer = client.ask(arguments);
            List<String> complaints = answer.err().stream()
                    .filter(line -> !HEADING.matcher(line).matches())
                    .toList();
            boolean onlyMissing =
                    !complaints.isEmpty() && complaints.stream().allMatch(ContainerEngine::saysNoSuchImage);
            if (answer.status() != 0 && !onlyMissing) {
                client.succeeded(arguments, answer);
            }
        }
    }

    /** The command that removes the images whose references follow. */
    abstract List<String> removal();

    /** The IDs of the images that carry a label with this value. */
    public List<String> imagesWithLabel(String key, String value) throws ContainerException, InterruptedException {
        List<String> arguments = List.of("images", "--no-trunc", "--quiet", "--filter", "label=" + key + "=" + value);
        return List.copyOf(new LinkedHashSet<>(client.require(arguments).out()));
    }

    /** Writes an image into an archive as {@code docker save} makes it. */
    public abstract void save(String reference, Path archive) throws ContainerException, InterruptedException;

    /**
     * Makes an image of one layer out of a tar file. Owners, modes, links and extended attributes of its entries stay.
     *
     * @param tar the files of the image
     * @param reference the image's name
     * @param platform its platform, or null for the engine's own
     * @param labels its labels
     */
    public abstract void importTar(Path tar, String reference, @Nullable String platform, Map<String, String> labels)
            throws ContainerException, InterruptedException;

    static boolean saysNoSuchImage(String line) {
        return NO_SUCH_IMAGE.matcher(line).matches();
    }
}
