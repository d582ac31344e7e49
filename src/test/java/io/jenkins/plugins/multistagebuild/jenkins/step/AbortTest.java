package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** Builds that somebody or something stops. */
@WithSharedJenkins
class AbortTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    private static final String SLOW =
            TestPipelines.DIAMOND.replace("echo right", "echo sleeping; sleep 300; echo right");

    private JenkinsRule jenkins;
    private Slave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = TestPipelines.agent(jenkins, "one", "docker", 1, "20");
    }

    @Test
    void shouldStopTheContainerBuildsWhenAUserAborts() throws Exception {
        WorkflowRun run = run("""
                node('docker') {
                    %s
                    multiStageBuild noCache: true
                }
                """);
        jenkins.waitForMessage("sleeping", run);
        Objects.requireNonNull(run.getExecutor()).interrupt();
        endWith(Result.ABORTED, run);
    }

    @Test
    void shouldStopAtATimeoutAndGoOnBehindIt() throws Exception {
        WorkflowRun run = run("""
                node('docker') {
                    %s
                    try {
                        timeout(time: 20, unit: 'SECONDS') {
                            multiStageBuild noCache: true
                        }
                    } catch (e) {
                        echo "caught ${e}"
                    }
                    echo 'behind it'
                }
                """);
        endWith(Result.SUCCESS, run);
        jenkins.assertLogContains("FlowInterruptedException", run);
        jenkins.assertLogContains("behind it", run);
    }

    @Test
    void shouldSayThatNoAgentHasTheLabelAndStopWaiting() throws Exception {
        WorkflowRun run = run("""
                node('docker') {
                    %s
                    multiStageBuild label: 'nowhere'
                }
                """);
        jenkins.waitForMessage("No agent has the label 'nowhere' now: its branches wait until one does.", run);
        jenkins.waitForMessage("Still waiting to schedule task", run);
        Objects.requireNonNull(run.getExecutor()).interrupt();
        endWith(Result.ABORTED, run);
    }

    private WorkflowRun run(String script) throws Exception {
        return Objects.requireNonNull(
                        TestPipelines.job(jenkins, "stopped", script.formatted(TestPipelines.context(SLOW)))
                                .scheduleBuild2(0))
                .waitForStart();
    }

    private void endWith(Result result, WorkflowRun run) throws Exception {
        jenkins.assertBuildStatus(result, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(TestEngines.leftovers("20")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
        assertThat(TestAgents.processes()).isEmpty();
    }
}
