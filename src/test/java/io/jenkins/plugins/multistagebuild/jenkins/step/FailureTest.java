package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** Stages that fail, and what the rest of the build makes of it. */
@WithSharedJenkins
class FailureTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    private static final String LEFT_FAILS = TestPipelines.DIAMOND.replace("mkdir -p /out && cat", "false && cat");

    private JenkinsRule jenkins;
    private Slave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = TestPipelines.agent(jenkins, "one", "docker", 2, "26");
    }

    @Test
    void shouldStopTheOtherBranchesWithFailFast() throws Exception {
        WorkflowRun run = endWith(
                Result.FAILURE,
                LEFT_FAILS.replace("echo right", "sleep 300; echo right").replace("false &&", "sleep 5; false &&"),
                "multiStageBuild noCache: true");
        jenkins.assertLogContains("Dockerfile:5: stage 'left' failed", run);
        jenkins.assertLogContains("Failed in branch left", run);
        assertThat(run.getDuration()).isLessThan(200_000);
    }

    @Test
    void shouldGoOnWithWhatDoesNotNeedItWithoutFailFast() throws Exception {
        WorkflowRun run = endWith(
                Result.FAILURE,
                LEFT_FAILS.replace("echo right", "sleep 5; echo right"),
                "multiStageBuild failFast: false, noCache: true");
        jenkins.assertLogContains("Dockerfile:5: stage 'left' failed", run);
        jenkins.assertLogContains("in stash 'image-size-right'", run);
        jenkins.assertLogContains("'stage-3' is not built, because 'left' failed, whose files it takes", run);
    }

    @Test
    void shouldLeaveTheResultToCatchError() throws Exception {
        WorkflowRun run = endWith(Result.UNSTABLE, LEFT_FAILS, """
                catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE') {
                    multiStageBuild()
                }
                echo 'went on'
                """);
        jenkins.assertLogContains("Dockerfile:5: stage 'left' failed", run);
        jenkins.assertLogContains("went on", run);
    }

    @Test
    void shouldTakeThePlaceOfTheCallThatFailedInsideRetry() throws Exception {
        WorkflowRun run =
                endWith(Result.SUCCESS, LEFT_FAILS, """
                int n = 0
                retry(2) {
                    if (n++) {
                        %s
                    }
                    def built = multiStageBuild image: 'again:1'
                    echo "stash ${built.stages.left.stash}"
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND)));
        jenkins.assertLogContains("stash image-size-left", run);
        assertThat(run.getActions(SplitBuildAction.class)).hasSize(1);
        assertThat(TestEngines.docker("26", "run", "--rm", "again:1")).containsExactly("hellotools");
    }

    private WorkflowRun endWith(Result result, String dockerfile, String call) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                result, TestPipelines.job(jenkins, "failing", """
                node('docker') {
                    %s
                    %s
                }
                """.formatted(TestPipelines.context(dockerfile), call)));
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
        assertThat(TestAgents.processes()).isEmpty();
        return run;
    }
}
