package io.jenkins.plugins.multistagebuild.jenkins.checks;

import hudson.model.Result;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestEngines;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestPipelines;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Gates work without the plugins that are optional, in a Jenkins that is a process of its own. */
class WithoutChecksTest {
    @RegisterExtension
    private final RealJenkinsExtension session =
            new RealJenkinsExtension().omitPlugins("checks-api", "dashboard-view", "token-macro");

    @Test
    void shouldJudgeAllTheSame() throws Throwable {
        TestEngines.environment("26").forEach(session::extraEnv);
        String script = """
                node {
                    %s
                    def built = multiStageBuild image: 'alone:1', budget: '1 kB'
                    echo "gate ${built.gateResult}, behind it"
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND));
        session.startJenkins();
        session.runRemotely(WithoutChecksTest::build, script);
    }

    private static void build(JenkinsRule jenkins, String script) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "alone");
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("gate FAILED, behind it", run);
        jenkins.assertLogNotContains("NoClassDefFoundError", run);
    }
}
