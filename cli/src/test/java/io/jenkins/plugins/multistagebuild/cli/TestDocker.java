package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A docker that the environment names for tests, with one of its builders.
 *
 * @param variable the variable that names the client
 * @param client a client that is aimed at its engine
 * @param builder {@code classic} or {@code buildkit}
 */
record TestDocker(String variable, String client, String builder) {
    /** A small image that is there in every engine of the tests. */
    static final String BASE = Objects.requireNonNullElse(System.getenv("MSB_TEST_BASE"), "busybox");

    /** Each reason is told once. */
    private static final Set<String> SKIPPED = ConcurrentHashMap.newKeySet();

    private static final Pattern TEMPORARY = Pattern.compile("multi-stage-build/tmp-([0-9a-f]+)");
    private static final int PATIENCE_SECONDS = 10;
    private static final String LABEL = "io.jenkins.plugins.multistagebuild.build";

    /** Docker 20 and 26 with both builders, as far as they are there. */
    static Stream<TestDocker> all() {
        List<TestDocker> found = new ArrayList<>();
        for (String variable : List.of("MSB_DOCKER_20", "MSB_DOCKER_26")) {
            if (System.getenv(variable) != null) {
                found.add(named(variable, "classic"));
                found.add(named(variable, "buildkit"));
            }
        }
        if (found.isEmpty()) {
            throw skip("MSB_DOCKER_20 and MSB_DOCKER_26 name no docker client");
        }
        return found.stream();
    }

    static TestDocker named(String variable, String builder) {
        String client = System.getenv(variable);
        if (client == null) {
            throw skip(variable + " names no docker client");
        }
        return new TestDocker(variable, client, builder);
    }

    /** Any docker will do. */
    static TestDocker any() {
        return all().filter(docker -> docker.builder.equals("classic"))
                .findFirst()
                .orElseThrow();
    }

    static TestAbortedException skip(String reason) {
        if (SKIPPED.add(reason)) {
            System.out.println("skipped: tests of the command line with an engine: " + reason);
        }
        return new TestAbortedException(reason);
    }

    boolean classic() {
        return builder.equals("classic");
    }

    @Override
    public String toString() {
        return variable + " " + builder;
    }

    /** The program with this docker first on its PATH; every call of docker is written down. */
    Program program(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("bin"));
        Path script = folder.resolve("docker");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >>'" + calls(home) + "'\nexec '" + client + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Program(home)
                .with("PATH", folder + ":" + System.getenv("PATH"))
                .with("DOCKER_BUILDKIT", classic() ? "0" : "1");
    }

    private static Path calls(Path home) {
        return home.resolve("docker-calls");
    }

    /** Asks the engine something. */
    String ask(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(client));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("docker %s: %s", List.of(arguments), answer)
                .isZero();
        return answer.strip();
    }

    /** No image of the runs in that home is left: neither by name nor by label. */
    void keepsNothingOf(Path home) throws Exception {
        Set<String> ids = new TreeSet<>();
        Matcher matcher = TEMPORARY.matcher(Files.readString(calls(home)));
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        assertThat(ids).as("builds that used the engine").isNotEmpty();
        for (String id : ids) {
            assertThat(ask("images", "--quiet", "--filter", "label=" + LABEL + "=" + id))
                    .as("images of build %s", id)
                    .isEmpty();
            assertThat(ask("images", "--quiet", "multi-stage-build/tmp-" + id))
                    .as("images named by build %s", id)
                    .isEmpty();
        }
    }

    /** No container whose command holds this text stays; the daemon removes one a moment after its client has left. */
    void hasNoContainerOf(String text) throws Exception {
        for (int tries = 0; tries < PATIENCE_SECONDS && commands().contains(text); tries++) {
            TimeUnit.SECONDS.sleep(1);
        }
        assertThat(commands()).doesNotContain(text);
    }

    private String commands() throws Exception {
        return ask("ps", "--all", "--no-trunc", "--format", "{{.Command}}");
    }
}
