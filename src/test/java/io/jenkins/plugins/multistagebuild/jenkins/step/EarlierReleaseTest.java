package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Slave;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** Builds that were running when Jenkins was stopped and the plugin updated. */
@WithJenkins
class EarlierReleaseTest {
    /** What of a Jenkins home is needed to go on with a build. */
    private static final List<String> SAVED =
            List.of("jobs", "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml");

    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    /** The build has been planned by the first release, and its branches wait for agents with the label 'later'. */
    @Test
    @LocalData("release1_0")
    void shouldGoOnWithABuildOfTheFirstRelease(JenkinsRule jenkins) throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "later", "later", 1, "26");
        WorkflowRun run = Objects.requireNonNull(
                jenkins.jenkins.getItemByFullName("saved", WorkflowJob.class).getBuildByNumber(1));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(TestEngines.docker("26", "run", "--rm", "saved:1")).containsExactly("hellotools");
        assertThat(Objects.requireNonNull(SplitBuildAction.of(run, "image-size"))
                        .getImage())
                .isEqualTo("saved:1");
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }

    /**
     * Makes the saved state of the release at hand: run this test with {@code -Dmultistagebuild.save=FOLDER} and check
     * the folder in as {@code src/test/resources/…/step/EarlierReleaseTest/releaseVERSION}. No path of the machine gets in.
     */
    @Test
    @EnabledIfSystemProperty(named = "multistagebuild.save", matches = ".+")
    void save(JenkinsRule jenkins) throws Exception {
        EnvVars environment = TestEngines.environment("26");
        Path neutral = Files.createDirectories(Path.of("/tmp/multi-stage-build-saved"));
        Path bin = Files.createDirectories(neutral.resolve("bin"));
        Files.deleteIfExists(bin.resolve("docker"));
        Files.writeString(
                bin.resolve("docker"), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(System.getenv("MSB_DOCKER_26")));
        bin.resolve("docker").toFile().setExecutable(true);
        environment.clear();
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("DOCKER_HOST", "unix:///var/run/docker.sock");
        environment.put("DOCKER_CONFIG", neutral.toString());
        Slave planner = jenkins.createSlave("planner", "planner", environment);
        jenkins.waitOnline(planner);
        jenkins.jenkins.setNumExecutors(0);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "saved");
        job.setDefinition(new CpsScmFlowDefinition(
                TestPipelines.sources(
                        neutral,
                        "multiStageBuild image: 'saved:1', labels: [left: 'later', right: 'later', 'stage-3': 'later']"),
                "Jenkinsfile"));
        WorkflowRun run = Objects.requireNonNull(job.scheduleBuild2(0)).waitForStart();
        jenkins.waitForMessage("Still waiting to schedule task", run);
        jenkins.jenkins.doQuietDown();
        Thread.sleep(5000);
        File to = new File(System.getProperty("multistagebuild.save"));
        for (String name : SAVED) {
            File from = new File(jenkins.jenkins.getRootDir(), name);
            if (from.isDirectory()) {
                FileUtils.copyDirectory(from, new File(to, name));
            } else if (from.exists()) {
                FileUtils.copyFile(from, new File(to, name));
            }
        }
        run.doKill();
    }
}
