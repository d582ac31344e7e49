package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.build.PlanReading;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import java.io.Serializable;
import java.util.List;

/**
 * What the planning agent's engine is, and how it reads the Dockerfiles.
 *
 * @param kind the engine
 * @param version its version
 * @param builder its builder
 * @param reading how it reads
 * @param triggering base images whose ONBUILD triggers copy from the build context, so that all of it is needed
 * @param processors how many processors the agent has
 * @param notes what the user should know about the choice of the engine, a sentence each
 */
public record EngineFacts(
        EngineKind kind,
        String version,
        Builder builder,
        PlanReading reading,
        List<String> triggering,
        int processors,
        List<String> notes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public EngineFacts {
        triggering = List.copyOf(triggering);
        notes = List.copyOf(notes);
    }
}
