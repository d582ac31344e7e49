package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The plugin is disabled while it builds, and enabled again: in a Jenkins that is a process of its own. */
class DisabledPluginTest {
    private static final String JOB = "disabled";

    @RegisterExtension
    private final RealJenkinsExtension session = new RealJenkinsExtension();

    @Test
    void shouldClearUpWhenItIsEnabledAgain() throws Throwable {
        TestEngines.environment("26").forEach(session::extraEnv);
        String script = """
                node {
                    %s
                    multiStageBuild image: 'disabled:1', noCache: true
                }
                """.formatted(TestPipelines.context(
                TestPipelines.DIAMOND.replace("echo right", "echo sleeping; sleep 60; echo right")));
        session.startJenkins();
        session.runRemotely(DisabledPluginTest::begin, script);
        session.stopJenkins();
        File home = session.getHome();
        assertThat(TestPipelines.leftFiles(home.getPath())).isNotEmpty();
        Path mark = home.toPath().resolve("plugins/multi-stage-build.jpl.disabled");
        Files.createFile(mark);

        session.then(DisabledPluginTest::endsWithoutTheStep);
        Files.delete(mark);

        session.startJenkins();
        TestAgents.awaitNothingLeft("26", home.getPath());
        session.runRemotely(DisabledPluginTest::buildAgain, script.replace("sleep 60; ", ""));
        assertThat(TestEngines.docker("26", "run", "--rm", "disabled:1")).containsExactly("hellotools");
        assertThat(TestEngines.leftovers("26")).isEmpty();
    }

    private static void begin(JenkinsRule jenkins, String script) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, JOB);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
        jenkins.waitForMessage("sleeping", run);
    }

    private static void endsWithoutTheStep(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = job(jenkins).getBuildByNumber(1);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.createWebClient().getPage(run);
    }

    private static void buildAgain(JenkinsRule jenkins, String script) throws Throwable {
        WorkflowJob job = job(jenkins);
        jenkins.createWebClient().getPage(job.getBuildByNumber(1));
        job.setDefinition(new CpsFlowDefinition(script, true));
        jenkins.buildAndAssertSuccess(job);
    }

    private static WorkflowJob job(JenkinsRule jenkins) {
        return Objects.requireNonNull(jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class));
    }
}
