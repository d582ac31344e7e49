package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ParametersAction;
import hudson.model.Slave;
import hudson.model.StringParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Many builds at once. */
@WithSharedJenkins
class ManyBuildsTest {
    private static final int BUILDS = 20;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldBuildTwentyAtOnceOnThreeAgents() throws Exception {
        List<Slave> agents = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            agents.add(TestPipelines.agent(jenkins, "agent" + i, "docker", 2, i == 1 ? "20" : "26"));
        }
        jenkins.jenkins.setNumExecutors(4);
        WorkflowJob job =
                TestPipelines.job(jenkins, "many", """
                node('built-in') {
                    %s
                    def built = multiStageBuild label: 'docker', baseline: 'none', image: "many:${env.BUILD_NUMBER}"
                    echo "ended on ${built.stages['stage-3'].agent}"
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND)));
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            // A parameter keeps the queue from taking them for one.
            runs.add(Objects.requireNonNull(
                            job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("number", "" + i))))
                    .waitForStart());
        }
        for (WorkflowRun run : runs) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            String version = JenkinsRule.getLog(run).contains("ended on agent1") ? "20" : "26";
            assertThat(TestEngines.docker(version, "run", "--rm", "many:" + run.getNumber()))
                    .containsExactly("hellotools");
        }
        // Only now, since other builds are still at work there before.
        for (WorkflowRun run : runs) {
            agents.forEach(
                    agent -> assertThat(TestPipelines.leftFiles(agent, run)).isEmpty());
        }
        assertThat(TestEngines.leftovers("20")).isEmpty();
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestAgents.processes()).isEmpty();
    }
}
