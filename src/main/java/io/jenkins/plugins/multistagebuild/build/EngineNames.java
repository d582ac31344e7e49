package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.report.Engine;
import java.util.Locale;

/** An engine as a report names it. */
final class EngineNames {
    private EngineNames() {}

    static Engine of(ContainerEngine engine) {
        return new Engine(
                engine.name(), engine.version(), engine.builder().name().toLowerCase(Locale.ROOT));
    }
}
