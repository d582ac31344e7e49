package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Slave;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;

/**
 * Agents that are processes of their own, as those on other machines are: what they have started outlives both them and
 * the controller.
 */
final class TestAgents {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "INBOUND_AGENT_FIXTURE_NAME=";

    /** For agents, which live for seconds: compiling their code thoroughly would take longer than running it. */
    static final String[] SHORT_LIVED = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    private TestAgents() {}

    /** An agent with one executor. */
    static Slave create(
            InboundAgentExtension agents, JenkinsRule jenkins, String name, String labels, EnvVars environment)
            throws Exception {
        Slave agent = agents.createAgent(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .label(labels)
                        .skipStart()
                        .build());
        agent.setNodeProperties(List.of(new EnvironmentVariablesNodeProperty(environment.entrySet().stream()
                .map(entry -> new EnvironmentVariablesNodeProperty.Entry(entry.getKey(), entry.getValue()))
                .toList())));
        jenkins.jenkins.updateNode(agent);
        start(agents, jenkins, name);
        return agent;
    }

    /** Starts an agent that is there, and waits until it is online. */
    static void start(InboundAgentExtension agents, JenkinsRule jenkins, String name) throws Exception {
        agents.start(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .javaOptions(SHORT_LIVED)
                        .build());
    }

    /** Ends the process of an agent and nothing else, as a crash does. */
    static void kill(String name) throws IOException {
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            List<String> variables = environment(process.pid());
            boolean java = process.info().command().orElse("").endsWith("/java");
            if (java && variables.contains(NAME + name)) {
                process.destroyForcibly();
            }
        }
    }

    /** Waits until an agent is seen to be gone. */
    static void awaitOffline(JenkinsRule jenkins, String name) throws InterruptedException {
        InboundAgentExtension.waitForAgentOffline(jenkins, name);
    }

    /** The processes of our builds that still run on this machine, except those of other test runs. */
    static List<String> processes() throws IOException {
        List<String> mine = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            List<String> variables = environment(process.pid());
            if (variables.stream().anyMatch(v -> v.startsWith("MULTI_STAGE_BUILD_ID="))
                    && variables.stream().anyMatch(TestAgents::isOurEngine)) {
                mine.add(process.pid() + " " + process.info().commandLine().orElse(""));
            }
        }
        return mine;
    }

    /** Waits until an engine and a folder have nothing of ours: what could not be cleared at once is, a little later. */
    static void awaitNothingLeft(String version, String folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = left(version, folder);
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(500);
            left = left(version, folder);
        }
        assertThat(left).isEmpty();
    }

    private static List<String> left(String version, String folder) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(processes());
        left.addAll(TestEngines.leftovers(version));
        left.addAll(TestPipelines.leftFiles(folder));
        return left;
    }

    private static boolean isOurEngine(String variable) {
        return variable.startsWith("DOCKER_HOST=")
                && System.getenv().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().matches("MSB_DOCKER_\\d+_HOST")
                                && variable.equals("DOCKER_HOST=" + entry.getValue()));
    }

    private static List<String> environment(long pid) throws IOException {
        try {
            return List.of(Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            // It has ended meanwhile, or is none of ours.
            return List.of();
        }
    }

    static Slave node(JenkinsRule jenkins, String name) {
        return (Slave) Objects.requireNonNull(jenkins.jenkins.getNode(name));
    }
}
