package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Slave;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** What the step says when something is wrong: what, where, and what to do, and never a stack trace. */
@WithSharedJenkins
class MessagesTest {
    @RegisterExtension
    private static final BuildWatcherExtension LOGS = new BuildWatcherExtension();

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    /** One Jenkins, one agent and one job for all, since each call ends in an instant. */
    @Test
    void shouldSayWhatIsWrongWithACall() throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(job("""
                node('docker') {
                    deleteDir()
                    writeFile file: 'other.txt', text: ''
                    expect("no Dockerfile at 'Dockerfile' in the workspace", [:])
                    %s
                    expect("labels: there is no branch 'lft'; the build has: left, right, stage-3", [labels: [lft: 'docker']])
                    expect("image 'No Name' is no name for an image", [image: 'No Name'])
                    expect("'20 parrots'", [budget: '20 parrots'])
                    expect("qualityGates[1]: metric 'SIZE' is not known; give one of IMAGE_SIZE, COMPRESSED_SIZE",
                        [qualityGates: [[metric: 'IMAGE_SIZE', threshold: '1 MB'], [metric: 'SIZE', threshold: '1 MB']]])
                    expect("minimumChange: 'little'", [minimumChange: 'little'])
                    expect("engine: 'crane' is no engine; use auto, docker, podman or buildah", [engine: 'crane'])
                    expect("no Dockerfile at 'other/Dockerfile' in the workspace", [dockerfile: 'other/Dockerfile'])
                    expect("the context 'app' is no directory of the workspace", [context: 'app'])
                    expect("target stage 'lefd' could not be found; did you mean 'left'?", [target: 'lefd'])
                    expect("branch 'left' would wait for ever: the only agent with the label 'docker' is one", [label: 'docker'])
                    expect("toolName: there is no Docker installation 'none'", [toolName: 'none'])
                    expect("jobs and retries count from 0", [jobs: -1])
                    writeFile file: 'Dockerfile', text: readFile('Dockerfile').replace('/out/left /app', '/out/lost /app')
                    expect('/out/lost', [:])
                }
                def expect(String message, Map parameters) {
                    try {
                        multiStageBuild parameters
                    } catch (hudson.AbortException e) {
                        if (e.message.contains(message)) {
                            echo "said: ${e.message}"
                            return
                        }
                        error "said ${e.message} instead of ${message}"
                    }
                    error "went well in place of ${message}"
                }
                """));
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }

    @Test
    void shouldSayThatTheAgentHasNoEngine(@TempDir Path programs) throws Exception {
        for (String name : new String[] {"sh", "cat", "xargs", "tee", "env", "nohup", "ps", "sleep", "mkdir", "rm"}) {
            for (String folder : new String[] {"/usr/bin", "/bin"}) {
                if (Files.exists(Path.of(folder, name)) && Files.notExists(programs.resolve(name))) {
                    Files.createSymbolicLink(programs.resolve(name), Path.of(folder, name));
                }
            }
        }
        Slave agent = jenkins.createSlave("bare", "bare", new EnvVars(Map.of("PATH", programs.toString())));
        jenkins.waitOnline(agent);
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job("""
                node('bare') {
                    %s
                    multiStageBuild()
                }
                """));
        jenkins.assertLogNotContains("\tat ", run);
        jenkins.assertLogContains("ERROR: No container engine answers. Looked for docker: not on the PATH", run);
        jenkins.assertLogNotContains("Left for later", run);
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }

    /** Outside of the sandbox, where a script may catch an exception by its class. */
    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "wrong");
        job.setDefinition(new CpsFlowDefinition(script.formatted(TestPipelines.context(TestPipelines.DIAMOND)), false));
        return job;
    }
}
