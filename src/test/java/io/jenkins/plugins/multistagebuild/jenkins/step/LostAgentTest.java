package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An agent is lost while it works on a branch. */
@WithJenkins
class LostAgentTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir
    private Path folder;

    private JenkinsRule jenkins;
    private HeldDocker docker;
    private String agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        docker = new HeldDocker(folder, "20");
    }

    @AfterEach
    void letGo() throws Exception {
        if (docker != null) {
            docker.letAllGo();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "build"})
    void shouldBuildElsewhereWhenTheAgentIsRemoved(String phase) throws Exception {
        WorkflowRun run = loseTheFirst(phase);
        jenkins.jenkins.removeNode(TestAgents.node(jenkins, "first"));
        succeedOnSecond(run);
        docker.letGo(phase);
        agents.stop("first");
        TestAgents.create(agents, jenkins, "first", "docker", TestEngines.environment("20"));
        TestAgents.awaitNothingLeft("20", agent);
    }

    @Test
    void shouldBuildElsewhereWhenTheAgentStaysAway() throws Exception {
        WorkflowRun run = loseTheFirst("save");
        TestAgents.awaitOffline(jenkins, "first");
        succeedOnSecond(run);
        docker.letGo("save");
        TestAgents.start(agents, jenkins, "first");
        TestAgents.awaitNothingLeft("20", agent);
    }

    @Test
    void shouldGoOnWhenTheAgentComesBack() throws Exception {
        WorkflowRun run = loseTheFirst("save");
        TestAgents.awaitOffline(jenkins, "first");
        docker.letGo("save");
        TestAgents.start(agents, jenkins, "first");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(TestEngines.docker("20", "run", "--rm", "lost:1")).containsExactly("hellotools");
        jenkins.assertLogContains("Waits for first to come back.", run);
        TestAgents.awaitNothingLeft("20", agent);
    }

    @Test
    void shouldPlanElsewhereWhenTheAgentIsRemoved() throws Exception {
        agent = TestAgents.create(agents, jenkins, "first", "docker", docker.environment())
                .getRemoteFS();
        docker.hold("version");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "planned");
        job.setDefinition(new CpsScmFlowDefinition(
                TestPipelines.sources(folder, "multiStageBuild image: 'lost:1', label: 'docker'"), "Jenkinsfile"));
        WorkflowRun run = Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
        docker.awaitHeld("version");
        TestAgents.kill("first");
        TestAgents.awaitOffline(jenkins, "first");
        jenkins.jenkins.removeNode(TestAgents.node(jenkins, "first"));
        succeedOnSecond(run);
        docker.letGo("version");
        agents.stop("first");
        TestAgents.create(agents, jenkins, "first", "docker", TestEngines.environment("20"));
        TestAgents.awaitNothingLeft("20", agent);
    }

    /** The first to build the base stage is lost, and the only other agent is held by the branch that waits for it. */
    @Test
    void shouldLetGoOfABaseStageThatAnotherBranchWaitsFor() throws Exception {
        agent = TestAgents.create(agents, jenkins, "first", "docker", docker.environment())
                .getRemoteFS();
        docker.hold("build");
        WorkflowRun run = start("");
        docker.awaitHeld("build");
        TestAgents.create(agents, jenkins, "second", "docker", TestEngines.environment("20"));
        jenkins.waitForMessage("Waits until another branch has built 'tools' on this engine.", run);
        TestAgents.kill("first");
        TestAgents.awaitOffline(jenkins, "first");
        jenkins.jenkins.removeNode(TestAgents.node(jenkins, "first"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(TestEngines.docker("20", "run", "--rm", "lost:1")).containsExactly("hellotools");
        docker.letGo("build");
        agents.stop("first");
        TestAgents.create(agents, jenkins, "first", "docker", TestEngines.environment("20"));
        TestAgents.awaitNothingLeft("20", agent);
    }

    @Test
    void shouldEndAtTheFirstLostAgentWithoutRetries() throws Exception {
        agent = TestAgents.create(agents, jenkins, "first", "docker", docker.environment())
                .getRemoteFS();
        docker.hold("build");
        WorkflowRun run = start(", retries: 0");
        docker.awaitHeld("build");
        TestAgents.kill("first");
        TestAgents.awaitOffline(jenkins, "first");
        jenkins.jenkins.removeNode(TestAgents.node(jenkins, "first"));
        // As where any node's agent is removed.
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        docker.letGo("build");
        agents.stop("first");
        TestAgents.create(agents, jenkins, "first", "docker", TestEngines.environment("20"));
        TestAgents.awaitNothingLeft("20", agent);
    }

    /** Kills the agent when it has begun a phase. */
    private WorkflowRun loseTheFirst(String phase) throws Exception {
        agent = TestAgents.create(agents, jenkins, "first", "docker first", docker.environment())
                .getRemoteFS();
        TestAgents.create(agents, jenkins, "steady", "steady", TestEngines.environment("26"));
        docker.hold(phase);
        WorkflowRun run = start(", labels: [left: 'steady'" + (phase.equals("import") ? ", right: 'steady']" : "]"));
        docker.awaitHeld(phase);
        TestAgents.kill("first");
        return run;
    }

    private WorkflowRun start(String parameters) throws Exception {
        return Objects.requireNonNull(TestPipelines.job(jenkins, "lost", """
                node('built-in') {
                    %s
                    multiStageBuild image: 'lost:1', label: 'docker'%s
                }
                """.formatted(
                                        TestPipelines.context(TestPipelines.DIAMOND), parameters))
                        .scheduleBuild2(0))
                .waitForStart();
    }

    private void succeedOnSecond(WorkflowRun run) throws Exception {
        TestAgents.create(agents, jenkins, "second", "docker", TestEngines.environment("26"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(TestEngines.docker("26", "run", "--rm", "lost:1")).containsExactly("hellotools");
        assertThat(TestEngines.docker("26", "run", "--rm", "lost:1", "stat", "-c", "%u:%g %a", "/app/right"))
                .containsExactly("7:8 4750");
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(TestAgents.node(jenkins, "second"), run))
                .isEmpty();
        // The other branch was not disturbed.
        assertThat(JenkinsRule.getLog(run).split("Handed on .* in stash 'image-size-left'", -1))
                .hasSize(2);
    }
}
