package io.jenkins.plugins.multistagebuild.build.equal;

import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerEngines;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import io.jenkins.plugins.multistagebuild.container.LocalProcessRunner;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Docker engine with one of its builders, as the environment names them: {@code MSB_DOCKER_20} and
 * {@code MSB_DOCKER_26} each hold the path of a client that is aimed at an engine of that version.
 *
 * @param name for people: version and builder
 * @param client path of the client
 * @param kinds which builders of {@link EqualCase#builders()} it answers to
 * @param environment what the client needs in its environment, {@code DOCKER_BUILDKIT} included
 */
record TestEngine(String name, Path client, Set<String> kinds, Map<String, String> environment) {
    /** The kind of a builder that knows {@code COPY --parents} and {@code COPY --exclude} without a syntax directive. */
    static final String COPY_FLAGS = "copy-flags";

    /**
     * What a command came to.
     *
     * @param status its exit status
     * @param output standard output and error
     */
    record Result(int status, String output) {}

    TestEngine {
        kinds = Set.copyOf(kinds);
        environment = Map.copyOf(environment);
    }

    /** The engines that the environment names, each with both its builders. */
    static List<TestEngine> named(Map<String, String> environment) {
        List<TestEngine> engines = new ArrayList<>();
        if (environment.containsKey("MSB_DOCKER_20")) {
            engines.add(of("20", false, Set.of("classic"), environment));
            engines.add(of("20", true, Set.of("buildkit"), environment));
        }
        if (environment.containsKey("MSB_DOCKER_26")) {
            engines.add(of("26", false, Set.of("classic"), environment));
            engines.add(of("26", true, Set.of("buildkit", "buildkit-new"), environment));
        }
        return engines;
    }

    private static TestEngine of(String version, boolean buildKit, Set<String> kinds, Map<String, String> from) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DOCKER_BUILDKIT", buildKit ? "1" : "0");
        for (String key : List.of("HOST", "CONFIG")) {
            String value = from.get("MSB_DOCKER_" + version + "_" + key);
            if (value != null) {
                environment.put("DOCKER_" + key, value);
            }
        }
        Path client = Path.of(from.getOrDefault("MSB_DOCKER_" + version, ""));
        return new TestEngine(version + (buildKit ? "-buildkit" : "-classic"), client, kinds, environment);
    }

    /** Whether it is the classic builder, which runs every stage down to the target. */
    boolean isClassic() {
        return kinds.contains("classic");
    }

    /** Whether the engine answers and has an image. */
    boolean has(String image) throws IOException, InterruptedException {
        return run(List.of("image", "inspect", image)).status() == 0;
    }

    /** The same engine, with the kinds that only trying tells. */
    TestEngine probed() throws IOException, InterruptedException {
        if (isClassic()) {
            return this;
        }
        // A parser that knows the flags fails on the file that is not there.
        String probe = "FROM scratch\nCOPY --parents --exclude=x nothing-by-this-name /\n";
        Result result = run(List.of("build", "-"), new ByteArrayInputStream(probe.getBytes(StandardCharsets.UTF_8)));
        Set<String> all = new TreeSet<>(kinds);
        if (!result.output().matches("(?is).*unknown flag.*")) {
            all.add(COPY_FLAGS);
        }
        return new TestEngine(name, client, all, environment);
    }

    /** The driver of the code under test, for this engine and builder. */
    ContainerEngine driver() throws ContainerException, InterruptedException {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        all.put("PATH", client.getParent() + File.pathSeparator + System.getenv("PATH"));
        Builder builder = isClassic() ? Builder.CLASSIC : Builder.BUILDKIT;
        return ContainerEngines.find(EngineKind.DOCKER, builder, all, new LocalProcessRunner());
    }

    /** Runs the client and waits for it. */
    Result run(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, InputStream.nullInputStream());
    }

    private Result run(List<String> arguments, InputStream input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(client.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            input.transferTo(stdin);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    @Override
    public String toString() {
        return name;
    }
}
