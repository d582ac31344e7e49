package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The engines that tests can use on this machine: what the environment names, and what answers by itself. */
final class TestEngines {
    private static final List<String> DOCKERS = List.of("MSB_DOCKER_20", "MSB_DOCKER_26");

    private TestEngines() {}

    /** Every docker that answers, with each of its builders; a plain line says what is left out. */
    static Stream<ContainerEngine> dockers() throws Exception {
        List<ContainerEngine> engines = new ArrayList<>();
        for (Map<String, String> environment : environments()) {
            for (Builder builder : List.of(Builder.CLASSIC, Builder.BUILDKIT)) {
                try {
                    engines.add(
                            ContainerEngines.find(EngineKind.DOCKER, builder, environment, new LocalProcessRunner()));
                } catch (ContainerException e) {
                    System.out.println("skipped: docker tests with " + builder + ": " + e.getMessage());
                }
            }
        }
        return engines.stream();
    }

    private static List<Map<String, String>> environments() {
        List<Map<String, String>> environments = new ArrayList<>();
        for (String variable : DOCKERS) {
            String client = System.getenv(variable);
            if (client != null) {
                Map<String, String> environment = new HashMap<>(System.getenv());
                environment.put("PATH", Path.of(client).getParent() + ":" + System.getenv("PATH"));
                environments.add(environment);
            }
        }
        return environments.isEmpty() ? List.of(System.getenv()) : environments;
    }

    /** The same engine's program, for what a test does itself. */
    static String run(ContainerEngine engine, String... arguments) throws Exception {
        return engine.client.require(List.of(arguments)).text().strip();
    }
}
