package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.Beside;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerEngines;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.container.LocalProcessRunner;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which container engine to use; shared by the commands that need one. */
final class EngineOptions {
    /** The engines by the names of their programs. */
    enum EngineName {
        AUTO(null),
        DOCKER(EngineKind.DOCKER),
        PODMAN(EngineKind.PODMAN),
        BUILDAH(EngineKind.BUILDAH);

        private final @Nullable EngineKind kind;

        EngineName(@Nullable EngineKind kind) {
            this.kind = kind;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "auto",
            description = "One of ${COMPLETION-CANDIDATES} (default: the first that answers).")
    private EngineName engine = EngineName.AUTO;

    ContainerEngine find() throws BuildProblemException, InterruptedException {
        return find(null);
    }

    /** Begins to look for it, while the caller reads what to build. */
    Beside<ContainerEngine> search(@Nullable Builder builder) {
        return Beside.begin("engine", () -> find(builder));
    }

    private ContainerEngine find(@Nullable Builder builder) throws ContainerException, InterruptedException {
        return ContainerEngines.find(engine.kind, builder, System.getenv(), new LocalProcessRunner());
    }
}
