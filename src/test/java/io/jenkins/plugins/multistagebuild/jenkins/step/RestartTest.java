package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Slave;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller stops and comes back in the middle of a build. */
class RestartTest {
    private static final long LAUNCHED_MILLIS = 3000;

    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir
    private Path folder;

    private HeldDocker docker;
    private long patience;

    /** In tests Pipeline waits only 15 s for an agent after a restart, and a busy machine may need longer. */
    @BeforeEach
    void bePatient() {
        patience = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = 120_000;
    }

    @AfterEach
    void letGo() throws Exception {
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = patience;
        if (docker != null) {
            docker.letAllGo();
        }
    }

    @Test
    void shouldGoOnAfterARestartInEachPhase() throws Throwable {
        docker = new HeldDocker(folder, "26");
        sessions.then(jenkins -> {
            TestAgents.create(agents, jenkins, "one", "docker", docker.environment());
            // planning
            docker.hold("version");
            start(jenkins, "here", """
                    node('docker') {
                        %s
                        def built = multiStageBuild(image: 'restarted:1')
                        echo "built ${built} ${built.stages.keySet()}"
                    }
                    """.formatted(TestPipelines.context(TestPipelines.DIAMOND.replace(
                    "RUN mkdir -p /out && echo right", "RUN sleep 8; mkdir -p /out && echo right"))));
            docker.awaitHeld("version");
        });
        stopIn("info", "version");
        stopIn("build", "info");
        sessions.then(jenkins -> {
            docker.letGo("build");
            jenkins.waitForMessage("sleep 8", run(jenkins));
        });
        docker.hold("save");
        sessions.then(jenkins -> docker.awaitHeld("save"));
        stopIn("rmi", "save");
        sessions.then(jenkins -> {
            docker.letGo("rmi");
            succeed(jenkins, "26", "restarted:1");
            jenkins.assertLogContains("built restarted:1 [left, right, stage-3]", run(jenkins));
        });
    }

    @Test
    void shouldGoOnAfterARestartOutsideOfANode() throws Throwable {
        docker = new HeldDocker(folder, "20");
        sessions.then(jenkins -> {
            TestAgents.create(agents, jenkins, "one", "docker", docker.environment());
            TestAgents.create(agents, jenkins, "two", "docker", TestEngines.environment("26"));
            docker.hold("import");
            start(jenkins, "apart", """
                    node('built-in') {
                        %s
                        multiStageBuild image: 'restarted:2', label: 'docker', labels: [left: 'two', right: 'two', 'stage-3': 'one']
                    }
                    """.formatted(TestPipelines.context(TestPipelines.DIAMOND)));
            docker.awaitHeld("import");
        });
        sessions.then(jenkins -> {
            docker.letGo("import");
            succeed(jenkins, "20", "restarted:2");
            assertThat(TestEngines.leftovers("26")).isEmpty();
            assertThat(TestPipelines.leftFiles(TestAgents.node(jenkins, "two"), run(jenkins)))
                    .isEmpty();
        });
    }

    /** Lets the build go from one held command to the next, in a session of its own. */
    private void stopIn(String next, String held) throws Throwable {
        docker.hold(next);
        sessions.then(jenkins -> {
            docker.letGo(held);
            docker.awaitHeld(next);
            // A command runs a moment before the sh step knows that it does; without that, no restart finds it again.
            Thread.sleep(LAUNCHED_MILLIS);
        });
    }

    private static void start(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = TestPipelines.job(jenkins, name, script);
        Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return Objects.requireNonNull(
                jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild());
    }

    private static void succeed(JenkinsRule jenkins, String version, String image) throws Exception {
        WorkflowRun run = run(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        Slave agent = TestAgents.node(jenkins, "one");
        assertThat(TestEngines.docker(version, "run", "--rm", image)).containsExactly("hellotools");
        assertThat(TestEngines.docker(version, "run", "--rm", image, "stat", "-c", "%u:%g %a", "/app/right"))
                .containsExactly("7:8 4750");
        TestAgents.awaitNothingLeft(version, agent.getRemoteFS());
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }
}
