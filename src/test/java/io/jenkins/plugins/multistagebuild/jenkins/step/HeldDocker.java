package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.EnvVars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A docker for an agent's PATH that waits before the subcommands a test holds back, and then runs the real client: so a
 * test can stop a build in the middle of any phase, however short, for as long as it needs.
 */
final class HeldDocker {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String SCRIPT = """
            #!/bin/sh
            for word in "$@"; do
                if [ -e '%1$s'/hold-"$word" ]; then
                    : >'%1$s'/held-"$word"
                    while [ -e '%1$s'/hold-"$word" ]; do sleep 0.1; done
                fi
            done
            exec '%2$s' "$@"
            """;

    private final String version;
    private final Path folder;

    HeldDocker(Path folder, String version) throws IOException {
        this.version = version;
        this.folder = Files.createDirectories(folder);
        Path script = folder.resolve("docker");
        // Skips the test where there are no engines.
        TestEngines.environment(version);
        Files.writeString(script, SCRIPT.formatted(folder, System.getenv("MSB_DOCKER_" + version)));
        script.toFile().setExecutable(true);
    }

    /** What an agent sees. */
    EnvVars environment() {
        EnvVars all = TestEngines.environment(version);
        all.put("PATH+ENGINE", folder.toString());
        return all;
    }

    /** From now on every docker with this word among its arguments waits. */
    HeldDocker hold(String word) throws IOException {
        Files.deleteIfExists(folder.resolve("held-" + word));
        Files.writeString(folder.resolve("hold-" + word), "");
        return this;
    }

    /** Waits until one waits. */
    void awaitHeld(String word) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(folder.resolve("held-" + word))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody ran docker " + word);
            }
            Thread.sleep(100);
        }
    }

    /** Lets them go. */
    void letGo(String word) throws IOException {
        Files.deleteIfExists(folder.resolve("hold-" + word));
    }

    /** Lets all go that wait, so that a test that failed leaves no processes. */
    void letAllGo() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("hold-"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
