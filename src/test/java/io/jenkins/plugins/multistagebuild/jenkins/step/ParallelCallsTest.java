package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Slave;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** Several calls and builds side by side, and a build that goes on from another one's stashes. */
@WithSharedJenkins
class ParallelCallsTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    private JenkinsRule jenkins;
    private Slave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = TestPipelines.agent(jenkins, "one", "docker", 2, "26");
    }

    @Test
    void shouldBuildTwiceInOneBuildAtOnce() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "twice", """
                node('docker') {
                    %s
                    parallel server: {
                        echo "server ${multiStageBuild(id: 'server', image: 'server:1').stages.left.stash}"
                    }, client: {
                        echo "client ${multiStageBuild(id: 'client', image: 'client:1').stages.left.stash}"
                    }
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
        jenkins.assertLogContains("server server-left", run);
        jenkins.assertLogContains("client client-left", run);
        assertThat(run.getActions(SplitBuildAction.class).stream()
                        .map(SplitBuildAction::getImage)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("server:1", "client:1");
        assertNothingLeft(run);
    }

    @Test
    void shouldBuildTwoBuildsOfARenamedJobAtOnceOnOneAgent() throws Exception {
        WorkflowJob job = TestPipelines.job(jenkins, "before", """
                node('docker') {
                    %s
                    multiStageBuild image: "renamed:${env.BUILD_NUMBER}", noCache: true
                }
                """.formatted(TestPipelines.context(
                TestPipelines.DIAMOND.replace("echo right", "echo sleeping; sleep 10; echo right"))));
        WorkflowRun first = Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
        jenkins.waitForMessage("sleeping", first);
        WorkflowRun second = Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
        // Not before: Jenkins loses a build whose first build.xml it is writing when the job's folder moves.
        jenkins.waitForMessage("Plan: ", second);
        job.renameTo("after");
        jenkins.waitForMessage("sleeping", second);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        assertThat(TestEngines.docker("26", "run", "--rm", "renamed:1")).containsExactly("hellotools");
        assertThat(TestEngines.docker("26", "run", "--rm", "renamed:2")).containsExactly("hellotools");
        assertNothingLeft(first);
        assertNothingLeft(second);
    }

    @Test
    void shouldFindAKeptStashWhenRestartedFromALaterStage() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "stages", """
                pipeline {
                    agent { label 'docker' }
                    stages {
                        stage('Image') {
                            steps {
                                %s
                                multiStageBuild keepStashes: true, image: 'kept:1'
                            }
                        }
                        stage('Use') {
                            steps {
                                sh 'rm -rf left.tar out'
                                unstash 'image-size-left'
                                sh 'tar xf left.tar && cat out/left'
                            }
                        }
                    }
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
        jenkins.assertLogContains("hellotools", run);
        run.getAction(RestartDeclarativePipelineAction.class).run("Use");
        jenkins.waitUntilNoActivity();
        WorkflowRun again = jenkins.assertBuildStatusSuccess(
                Objects.requireNonNull(run.getParent().getBuildByNumber(2)));
        jenkins.assertLogContains("hellotools", again);
        jenkins.assertLogNotContains("Plan:", again);
    }

    private void assertNothingLeft(WorkflowRun run) throws Exception {
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
        assertThat(TestAgents.processes()).isEmpty();
    }
}
