package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.split.SourceFile;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What says which Dockerfile is meant and how it is read; shared by the commands that read one. */
final class DockerfileOptions {
    /** The named contexts that are no directory: {@code docker-image://…}, {@code https://…}, {@code git@host:…}. */
    private static final Pattern REMOTE = Pattern.compile("[a-z][a-z0-9+.-]*://.*|git@.*|github\\.com/.*");

    @Option(
            names = {"-f", "--file"},
            paramLabel = "[NAME=]FILE",
            description =
                    "Dockerfile, from the working directory (default: Dockerfile in the context). With a Dockerfile"
                            + " per stage, give -f NAME=FILE for each; COPY --from=NAME then means that file.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--target", paramLabel = "NAME", description = "Stage to build (default: the last one).")
    private @Nullable String target;

    @Option(
            names = "--build-arg",
            paramLabel = "KEY[=VALUE]",
            description = "Value for an ARG; without a value it is taken from the environment.")
    private List<String> buildArgs = new ArrayList<>();

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Platform to build for (default: the builder's own).")
    private @Nullable String platform;

    @Option(
            names = "--build-context",
            paramLabel = "NAME=VALUE",
            description =
                    "Named context: a directory, docker-image://IMAGE, oci-layout://DIR or a URL that stands in for"
                            + " the stage or image of that name; passed on to the engine.")
    private List<String> buildContexts = new ArrayList<>();

    @Parameters(
            arity = "0..1",
            paramLabel = "CONTEXT",
            defaultValue = ".",
            description = "Directory whose files the Dockerfile copies (default: the working directory).")
    private Path context = Path.of(".");

    Path context() {
        return context;
    }

    @Nullable
    String target() {
        return target;
    }

    @Nullable
    String platform() {
        return platform;
    }

    /** The Dockerfiles, read and parsed. */
    List<BuildFile> read() throws BuildProblemException {
        if (files.isEmpty()) {
            if (!Files.isDirectory(context)) {
                throw new BuildProblemException("the context " + context
                        + (Files.exists(context) ? " is not a directory" : " does not exist")
                        + "; give the directory with the Dockerfile and the files it copies");
            }
            return List.of(BuildFile.inContext(context));
        }
        List<BuildFile> read = new ArrayList<>();
        for (String file : files) {
            int equals = Files.exists(Path.of(file)) ? -1 : file.indexOf('=');
            String name = equals < 0 ? null : file.substring(0, equals).toLowerCase(Locale.ROOT);
            if (name != null && !name.matches("[a-z][a-z0-9-_.]*")) {
                throw new BuildProblemException("-f " + file + ": '" + name + "' is no stage name; it must begin with a"
                        + " letter and hold only letters, digits, '-', '_' and '.'");
            }
            read.add(BuildFile.read(name, Path.of(file.substring(equals + 1))));
        }
        if (read.size() > 1 && read.stream().anyMatch(file -> file.name() == null)) {
            throw new BuildProblemException("with more than one -f each needs a name: -f NAME=FILE -f NAME=FILE");
        }
        return read;
    }

    /** The graph of the stages, as far as it can be told without an engine. */
    StageGraph graph() throws BuildProblemException {
        List<SourceFile> sources = read().stream()
                .map(file -> new SourceFile(file.name(), file.dockerfile()))
                .toList();
        return StageGraph.of(
                sources,
                SplitOptions.defaults()
                        .withTarget(target)
                        .withBuildArgs(buildArgs())
                        .withPlatform(platform)
                        .withContexts(buildContexts().keySet()));
    }

    /** The named contexts, each directory among them looked for. */
    Map<String, String> buildContexts() throws BuildProblemException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String context : buildContexts) {
            int equals = context.indexOf('=');
            String name = equals < 0 ? "" : context.substring(0, equals);
            String value = context.substring(equals + 1);
            if (name.isEmpty() || value.isEmpty()) {
                throw new BuildProblemException(
                        "--build-context " + context
                                + " must be NAME=VALUE, the value a directory, docker-image://IMAGE, oci-layout://DIR or a URL");
            }
            if (!REMOTE.matcher(value).matches() && !Files.isDirectory(Path.of(value))) {
                throw new BuildProblemException("--build-context " + context + ": " + value
                        + (Files.exists(Path.of(value)) ? " is not a directory" : " does not exist")
                        + "; give a directory (from the working directory), docker-image://IMAGE, oci-layout://DIR or"
                        + " a URL");
            }
            values.put(name, value);
        }
        return values;
    }

    Map<String, String> buildArgs() throws BuildProblemException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : buildArgs) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.isBlank()) {
                throw new BuildProblemException("--build-arg " + argument + " has no name; write NAME=VALUE");
            }
            String value = equals < 0 ? System.getenv(name) : argument.substring(equals + 1);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }
}
