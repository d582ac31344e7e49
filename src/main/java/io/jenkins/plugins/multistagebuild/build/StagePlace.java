package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.Rebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage was built, in a build of several machines.
 *
 * @param agent name of the agent, or null
 * @param queueMillis how long its branch waited for an executor, or null if unknown
 * @param engine that built it
 * @param rebuilds where it was built once more
 */
public record StagePlace(
        @Nullable String agent,
        @Nullable Long queueMillis,
        @Nullable Engine engine,
        List<Rebuild> rebuilds) {
    /** On this machine. */
    static final StagePlace HERE = new StagePlace(null, null, null, List.of());

    public StagePlace {
        rebuilds = List.copyOf(rebuilds);
    }
}
