package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.Command;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerEngines;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.container.LocalProcessRunner;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which engine an agent is to use, and what its processes see.
 *
 * @param kind the engine, or null for the first that answers
 * @param builder the builder the build was planned for, or null to plan with whatever the engine has
 * @param environment the environment of the Pipeline at this place
 * @param additions what the engine's processes see beside it
 */
public record EngineChoice(
        @Nullable EngineKind kind,
        @Nullable Builder builder,
        Map<String, String> environment,
        Map<String, String> additions)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public EngineChoice {
        environment = Map.copyOf(environment);
        additions = Map.copyOf(additions);
    }

    /** The engine of this machine, which was asked a moment ago whether it is there. */
    ContainerEngine find() throws ContainerException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(additions);
        return KnownEngines.get(this, () -> ContainerEngines.find(kind, builder, all, new LocalProcessRunner()));
    }

    /**
     * A command as a shell of the Pipeline can run it: with {@code env} in front, for what differs from the Pipeline's
     * own environment.
     */
    List<String> words(Command command) {
        List<String> words = new ArrayList<>(List.of("env"));
        new TreeMap<>(command.environment()).forEach((name, value) -> {
            if (!value.equals(environment.get(name))) {
                words.add(name + "=" + value);
            }
        });
        words.addAll(command.arguments());
        return words;
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "EngineChoice[" + kind + ", " + builder + "]";
    }
}
