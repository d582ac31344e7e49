package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that {@code FROM} lines see: the platform's own and the {@code ARG} instructions before the first
 * {@code FROM}. A stage sees one of them only after an {@code ARG} of its own.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact">ARG and FROM</a>
 */
public final class GlobalScope {
    private final String fileName;
    private final Expansion expansion;
    private final Map<String, String> buildArgs;
    private final Map<String, String> values;

    private GlobalScope(Dockerfile file, Map<String, String> buildArgs, Map<String, String> platformArgs) {
        this.fileName = file.fileName();
        this.expansion = new Expansion(file.escape());
        this.buildArgs = Map.copyOf(buildArgs);
        this.values = new HashMap<>(platformArgs);
        values.replaceAll(buildArgs::getOrDefault);
    }

    /**
     * Evaluates a file's global arguments.
     *
     * @param buildArgs what the user gives; they win over defaults
     * @param platformArgs {@code TARGETPLATFORM}, {@code BUILDARCH}, {@code TARGETSTAGE} and their like
     * @throws DockerfileException where a default cannot be expanded
     */
    public static GlobalScope of(Dockerfile file, Map<String, String> buildArgs, Map<String, String> platformArgs)
            throws DockerfileException {
        GlobalScope scope = new GlobalScope(file, buildArgs, platformArgs);
        for (Instruction.Arg arg : file.globalArgs()) {
            for (Instruction.Arg.Definition definition : arg.definitions()) {
                scope.define(definition, arg.range());
            }
        }
        return scope;
    }

    private void define(Instruction.Arg.Definition definition, SourceRange where) throws DockerfileException {
        String given = buildArgs.get(definition.name());
        String defaultValue = definition.defaultValue();
        if (given != null) {
            values.put(definition.name(), given);
        } else if (defaultValue != null) {
            values.put(definition.name(), expand(defaultValue, where));
        }
    }

    /** Expands a word of a {@code FROM} line. */
    public String expand(String word, SourceRange where) throws DockerfileException {
        try {
            return expansion.expand(word, values::get).value();
        } catch (ExpansionException e) {
            throw new DockerfileException(fileName, where, "'" + word + "' cannot be expanded: " + e.getMessage());
        }
    }

    /**
     * The base image or stage of a stage.
     *
     * @throws DockerfileException also where nothing is left of it
     */
    public String baseImage(Instruction.From from) throws DockerfileException {
        return notBlank(from.image(), "the base image", from.range());
    }

    /**
     * The platform of a stage, or null where it has none of its own.
     *
     * @throws DockerfileException also where nothing is left of it
     */
    public @Nullable String platform(Instruction.From from) throws DockerfileException {
        String platform = from.platform();
        return platform == null ? null : notBlank(platform, "--platform", from.range());
    }

    private String notBlank(String word, String what, SourceRange where) throws DockerfileException {
        String value = expand(word, where);
        if (value.isBlank()) {
            throw new DockerfileException(
                    fileName,
                    where,
                    what + " '" + word
                            + "' is empty after expansion; give its ARG a default before the first FROM or pass"
                            + " --build-arg");
        }
        return value;
    }

    /** The value that {@code ARG <name>} brings into a stage, or null. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    @Nullable
    String buildArg(String name) {
        return buildArgs.get(name);
    }

    Expansion expansion() {
        return expansion;
    }

    String fileName() {
        return fileName;
    }
}
