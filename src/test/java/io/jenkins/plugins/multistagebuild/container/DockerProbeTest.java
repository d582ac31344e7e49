package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When docker is asked what; with which words is in {@link ContainerEnginesTest}. */
@Timeout(10)
class DockerProbeTest {
    private static ContainerEngine find(ProcessRunner runner) throws Exception {
        return ContainerEngines.find(EngineKind.DOCKER, null, Map.of(), runner);
    }

    private static boolean asksForBuildx(Command command) {
        return command.arguments().contains("buildx");
    }

    @Test
    void shouldAskBothQuestionsAtOnce() throws Exception {
        CountDownLatch both = new CountDownLatch(2);

        ContainerEngine engine = find((command, listener) -> {
            both.countDown();
            both.await();
            listener.line(asksForBuildx(command) ? "buildx 0.13" : "26.1.5|26.1.5|linux|default");
            return 0;
        });

        assertThat(engine.supportsBuildContexts()).isTrue();
    }

    @Test
    void shouldNotWaitForBuildxOfADockerThatDoesNotAnswer() {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();

        assertThatThrownBy(() -> find((command, listener) -> {
                    if (asksForBuildx(command)) {
                        asked.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            stopped.set(true);
                        }
                    }
                    asked.await();
                    listener.errorLine("Cannot connect to the Docker daemon");
                    return 1;
                }))
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("Cannot connect to the Docker daemon");
        assertThat(stopped).isTrue();
    }
}
