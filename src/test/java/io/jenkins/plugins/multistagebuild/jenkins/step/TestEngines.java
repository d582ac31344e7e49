package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.EnvVars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real engines that {@code src/setup/with-engine} started for the tests. */
public final class TestEngines {
    /** A base image that every engine has, with a shell. */
    public static final String BASE = System.getenv("MSB_TEST_BASE");

    private static final String LABEL = "io.jenkins.plugins.multistagebuild.build";

    /** For the Java of agents, which here live for seconds only. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private TestEngines() {}

    /** What an agent sees whose docker is that one; skips the test where there is none. */
    public static EnvVars environment(String version) {
        String host = System.getenv("MSB_DOCKER_" + version + "_HOST");
        assumeTrue(
                host != null && BASE != null, "no Docker " + version + ": run the tests under src/setup/with-engine");
        return new EnvVars(Map.of(
                "JAVA_TOOL_OPTIONS",
                SHORT_LIVED,
                "DOCKER_HOST",
                host,
                "DOCKER_CONFIG",
                System.getenv("MSB_DOCKER_" + version + "_CONFIG"),
                "PATH",
                System.getenv("MSB_DOCKER_" + version + "_PATH") + ":" + System.getenv("PATH")));
    }

    /** What of ours an engine still has: temporary images, and containers of any kind. */
    public static List<String> leftovers(String version) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(docker(version, "images", "-q", "--filter", "label=" + LABEL));
        left.addAll(docker(version, "images", "--format", "{{.Repository}}:{{.Tag}}", "multi-stage-build/tmp-*"));
        left.addAll(docker(version, "ps", "-aq"));
        return left;
    }

    /** Runs docker and returns the lines it prints. */
    public static List<String> docker(String version, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(System.getenv("MSB_DOCKER_" + version)), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IOException(command + " exited with " + process.exitValue());
        }
        return lines;
    }
}
