package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.VariableTable.Value;
import io.jenkins.plugins.multistagebuild.dockerfile.VariableTable.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one stage, instruction by instruction. Builders disagree where {@code ARG} follows an {@code ENV} of
 * the same name: BuildKit takes the later one, the classic builder always {@code ENV}. A value that depends on the
 * builder, or on the unknown environment of a base image, is not knowable here and its name is reported as unset.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#using-arg-variables">Using ARG variables</a>
 */
public final class StageScope {
    /** May be given without an ARG, see "Predefined ARGs"; only the classic builder expands them, too. */
    private static final Set<String> PREDEFINED = Set.of(
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy");

    private final GlobalScope global;
    private VariableTable variables;
    private final boolean baseIsKnown;

    /** What the stages that build on a stage inherit from it. */
    public static final class Snapshot {
        private final VariableTable variables;
        private final boolean baseIsKnown;
        private final boolean inheritArgs;

        private Snapshot(VariableTable variables, boolean baseIsKnown, boolean inheritArgs) {
            this.variables = variables;
            this.baseIsKnown = baseIsKnown;
            this.inheritArgs = inheritArgs;
        }
    }

    /**
     * Begins a stage.
     *
     * @param parent the stage that this one builds on; null: an image
     * @param baseEnvironment the image's environment, empty for {@code scratch}; null: unknown. Of no account where
     *     there is a parent
     */
    public StageScope(GlobalScope global, @Nullable Snapshot parent, @Nullable Map<String, String> baseEnvironment) {
        this.global = global;
        if (parent == null) {
            this.variables = new VariableTable(null, true);
            this.baseIsKnown = baseEnvironment != null;
        } else {
            this.variables = new VariableTable(parent.variables, parent.inheritArgs);
            this.baseIsKnown = parent.baseIsKnown;
        }
        if (parent == null && baseEnvironment != null) {
            baseEnvironment.forEach((name, value) -> variables.putEnv(name, new Value(value)));
        }
    }

    /**
     * Moves on behind an instruction of this stage, or behind a trigger that the stage inherits. Only {@code ARG} and
     * {@code ENV} matter.
     *
     * @throws DockerfileException where a value cannot be expanded
     */
    public void apply(Instruction instruction) throws DockerfileException {
        if (instruction instanceof Instruction.Env env) {
            applyEnv(env);
        } else if (instruction instanceof Instruction.Arg arg) {
            for (Instruction.Arg.Definition definition : arg.definitions()) {
                applyArg(definition, arg.range());
            }
        }
    }

    /** One instruction's assignments do not see each other. */
    private void applyEnv(Instruction.Env env) throws DockerfileException {
        List<Map.Entry<String, Value>> assignments = new ArrayList<>();
        for (KeyValue pair : env.variables()) {
            String name = expand(pair.key(), env.range()).value();
            assignments.add(Map.entry(name, value(pair.value(), env.range())));
        }
        assignments.forEach(assignment -> variables.putEnv(assignment.getKey(), assignment.getValue()));
    }

    private void applyArg(Instruction.Arg.Definition definition, SourceRange where) throws DockerfileException {
        String given = global.buildArg(definition.name());
        String defaultValue = definition.defaultValue();
        if (given == null && defaultValue == null) {
            given = global.value(definition.name());
        }
        if (given != null) {
            variables.putArg(definition.name(), new Value(given));
        } else if (defaultValue != null) {
            variables.putArg(definition.name(), value(defaultValue, where));
        }
    }

    private Value value(String word, SourceRange where) throws DockerfileException {
        Expanded expanded = expand(word, where);
        return new Value(expanded.unset().isEmpty() ? expanded.value() : null);
    }

    /**
     * Expands a word of the next instruction.
     *
     * @return the value, and the names whose values it depends on that cannot be known before the build; where there
     *     are some, the value is a guess
     */
    public Expanded expand(String word, SourceRange where) throws DockerfileException {
        Set<String> unknown = new LinkedHashSet<>();
        try {
            Expanded expanded = global.expansion().expand(word, name -> lookUp(name, unknown));
            return new Expanded(expanded.value(), unknown);
        } catch (ExpansionException e) {
            if (unknown.isEmpty()) {
                throw new DockerfileException(
                        global.fileName(), where, "'" + word + "' cannot be expanded: " + e.getMessage());
            }
            return new Expanded(word, unknown); // such as ${X:?}, where the base image may well have an X
        }
    }

    private @Nullable String lookUp(String name, Set<String> unknown) {
        Variable variable = variables.get(name);
        Value env = variable == null ? null : variable.env();
        Value arg = variable == null ? null : variable.arg();
        boolean argIsLater = variable != null && variable.argIsLater();
        if (!isKnown(name, env, arg, argIsLater)) {
            unknown.add(name);
        }
        Value current = env == null || argIsLater ? arg : env;
        return current == null ? null : current.text();
    }

    /** Whether all builders and all base images agree. */
    private boolean isKnown(String name, @Nullable Value env, @Nullable Value arg, boolean argIsLater) {
        if (env == null && arg == null) {
            return baseIsKnown && !(PREDEFINED.contains(name) && global.buildArg(name) != null);
        }
        if (env == null) {
            return baseIsKnown && arg != null && arg.text() != null;
        }
        boolean contested = arg != null && argIsLater;
        return env.text() != null && (!contested || env.equals(arg));
    }

    /**
     * What a stage that builds on this one inherits.
     *
     * @param inheritArgs whether its {@code ARG}s count there: with BuildKit they do, with the classic builder not
     */
    public Snapshot snapshot(boolean inheritArgs) {
        Snapshot snapshot = new Snapshot(variables, baseIsKnown, inheritArgs);
        variables = new VariableTable(variables, true); // what comes now is no part of the snapshot
        return snapshot;
    }
}
