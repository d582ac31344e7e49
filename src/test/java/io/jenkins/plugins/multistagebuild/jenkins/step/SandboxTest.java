package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Slave;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** A Jenkinsfile from the sources, in the sandbox. */
@WithSharedJenkins
class SandboxTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    @Test
    void shouldCheckOutOutsideOfANodeAndReturnAnObjectToRead(JenkinsRule jenkins, @TempDir Path folder)
            throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        jenkins.jenkins.setNumExecutors(0);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "from-scm");
        job.setDefinition(new CpsScmFlowDefinition(TestPipelines.sources(folder, """
                pipeline {
                    agent none
                    stages {
                        stage('Image') {
                            steps {
                                script {
                                    def built = multiStageBuild(label: 'docker', labels: [left: 'one'])
                                    echo "string ${docker.image("${built}").id}"
                                    echo "image ${built.image} ${built.id.startsWith('sha256:')} ${built.gateResult}"
                                    echo "sizes ${built.uncompressedSize > 0} ${built.compressedSize > 0} ${built.reduction != null}"
                                    built.stages.each { name, stage ->
                                        echo "stage ${name} ${stage.name} ${stage.uncompressedSize > 0} ${stage.duration > 0} ${stage.agent} ${stage.stash}"
                                    }
                                    echo "left ${built.stages['left'].stash}"
                                }
                            }
                        }
                    }
                }
                """), "Jenkinsfile"));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("string from-scm:1", run);
        jenkins.assertLogContains("image from-scm:1 true INACTIVE", run);
        jenkins.assertLogContains("sizes true true true", run);
        jenkins.assertLogContains("stage left left true true one image-size-left", run);
        jenkins.assertLogContains("stage stage-3 stage-3 true true one null", run);
        jenkins.assertLogContains("left image-size-left", run);
        assertThat(TestEngines.docker("26", "run", "--rm", "from-scm:1")).containsExactly("hellotools");
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }
}
