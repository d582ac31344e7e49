package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step where it is called: on agents, with real builds. */
@WithSharedJenkins
class MultiStageBuildStepTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldBuildInsideANodeOnItsOnlyExecutor() throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "here", """
                node('docker') {
                    %s
                    def built = multiStageBuild(image: 'here:1', budget: '20 MB')
                    echo "built ${built} ${built.gateResult} ${built.stages['left'].agent} ${built.stages.left.stash}"
                    echo "sizes ${built.uncompressedSize > 0} ${built.compressedSize > 0} ${built.reduction != null} ${built.id}"
                    unstash 'image-size-left'
                    sh 'tar xf left.tar && cat out/left'
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
        jenkins.assertLogContains("built here:1 PASSED one image-size-left", run);
        jenkins.assertLogContains("sizes true true true sha256:", run);
        jenkins.assertLogContains("hellotools", run);
        assertThat(TestEngines.docker("26", "run", "--rm", "here:1")).containsExactly("hellotools");
        assertThat(TestEngines.docker("26", "run", "--rm", "here:1", "stat", "-c", "%u:%g %a", "/app/right"))
                .containsExactly("7:8 4750");
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }

    @Test
    void shouldHandStashesFromEngineToEngine() throws Exception {
        Slave old = TestPipelines.agent(jenkins, "old", "docker", 1, "20");
        Slave young = TestPipelines.agent(jenkins, "young", "docker other", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "apart", """
                node('built-in') {
                    %s
                    def built = multiStageBuild(image: 'apart:1', label: 'docker', labels: [right: 'other', 'stage-3': 'old'])
                    echo "on ${built.stages.values().collect { it.agent }}"
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
        assertThat(TestEngines.docker("20", "run", "--rm", "apart:1", "stat", "-c", "%u:%g %a", "/app/right"))
                .containsExactly("7:8 4750");
        assertThat(TestEngines.leftovers("20")).isEmpty();
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(old, run)).isEmpty();
        assertThat(TestPipelines.leftFiles(young, run)).isEmpty();
    }

    @Test
    void shouldPointAtTheLineThatFailed() throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, TestPipelines.job(jenkins, "failing", """
                node('docker') {
                    %s
                    multiStageBuild()
                }
                """.formatted(
                                TestPipelines.context(TestPipelines.DIAMOND.replace("echo right", "false && echo")))));
        jenkins.assertLogContains("Dockerfile:7: stage 'right' failed", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }
}
