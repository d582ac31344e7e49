package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Slave;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprintAction;
import org.jenkinsci.plugins.docker.commons.tools.DockerTool;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** Together with the steps of the docker-workflow plugin: servers, tools, registries, fingerprints. */
@WithSharedJenkins
class DockerWorkflowTest {
    private static final String SMALL =
            "FROM %1$s AS made\nRUN echo made > /made\nFROM %1$s\nCOPY --from=made /made /\n"
                    .formatted(TestEngines.BASE);

    private JenkinsRule jenkins;

    @TempDir
    private Path folder;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldBuildOnTheServerOfWithServer() throws Exception {
        Slave agent = TestPipelines.agent(jenkins, "one", "docker", 1, "20");
        String server = TestEngines.environment("26").get("DOCKER_HOST");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "server", """
                node('docker') {
                    %s
                    docker.withServer('%s') {
                        def built = multiStageBuild image: 'server:1'
                        docker.image("${built}").withRun { sh "docker run --rm ${built} cat /made" }
                    }
                }
                """.formatted(TestPipelines.context(SMALL), server)));
        assertThat(TestEngines.docker("26", "images", "-q", "server:1")).hasSize(1);
        assertThat(TestEngines.docker("20", "images", "-q", "server:1")).isEmpty();
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
    }

    @Test
    void shouldUseADockerInstallation() throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(
                program,
                "#!/bin/sh\necho \"$1\" >>'" + folder + "/called'\nexec '" + System.getenv("MSB_DOCKER_26")
                        + "' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        jenkins.jenkins
                .getDescriptorByType(DockerTool.DescriptorImpl.class)
                .setInstallations(new DockerTool("ours", folder.toString(), List.of()));
        jenkins.buildAndAssertSuccess(TestPipelines.job(jenkins, "tool", """
                node('docker') {
                    %s
                    multiStageBuild image: 'tool:1', toolName: 'ours'
                }
                """.formatted(TestPipelines.context(SMALL))));
        assertThat(Files.readAllLines(folder.resolve("called"))).contains("build", "save", "rmi");
    }

    @Test
    void shouldPushWithCredentials() throws Exception {
        try (TestRegistry registry = TestRegistry.start(folder)) {
            // withDockerRegistry moves DOCKER_CONFIG, where alone the private 26 has its buildx.
            TestPipelines.agent(jenkins, "one", "docker", 1, "20");
            TestPipelines.agent(jenkins, "two", "docker", 1, "20");
            CredentialsProvider.lookupStores(jenkins.jenkins)
                    .iterator()
                    .next()
                    .addCredentials(
                            Domain.global(),
                            new UsernamePasswordCredentialsImpl(
                                    CredentialsScope.GLOBAL, "login", null, TestRegistry.USER, TestRegistry.PASSWORD));
            WorkflowRun run = jenkins.buildAndAssertSuccess(
                    TestPipelines.job(jenkins, "push", """
                    node('built-in') {
                        %1$s
                        multiStageBuild image: 'team/pushed:1', label: 'docker', push: true,
                            registryUrl: '%2$s', registryCredentialsId: 'login'
                        multiStageBuild image: 'team/kept:1', label: 'docker', push: true, id: 'kept',
                            registryUrl: '%2$s', registryCredentialsId: 'login',
                            qualityGates: [[metric: 'LAYER_COUNT', threshold: '1', criticality: 'ERROR']]
                    }
                    """.formatted(TestPipelines.context(SMALL), registry.url())));
            assertThat(registry.has("team/pushed", "1")).isTrue();
            assertThat(registry.has("team/kept", "1")).isFalse();
            jenkins.assertLogNotContains(TestRegistry.PASSWORD, run);
            String digest = Objects.requireNonNull(ReportJson.read(SplitFolder.report(run, "image-size"))
                            .image())
                    .digest();
            assertThat(digest).isEqualTo(registry.digest("team/pushed", "1"));
            jenkins.assertLogContains("Pushed as " + digest, run);
            jenkins.assertLogContains("Not pushed: Layer count: 2 exceeds 1 by 1.", run);
            assertThat(TestEngines.docker("20", "rmi", registry.host() + "/team/pushed:1", "team/pushed:1"))
                    .isNotEmpty();
        }
    }

    @Test
    void shouldRecordTheImage() throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "record", """
                node('docker') {
                    %s
                    multiStageBuild image: 'record:1'
                }
                """.formatted(TestPipelines.context(SMALL))));
        DockerFingerprintAction action = run.getAction(DockerFingerprintAction.class);
        assertThat(action).isNotNull();
        String id = TestEngines.docker("26", "images", "-q", "--no-trunc", "record:1")
                .get(0);
        assertThat(action.getImageIDs()).contains(id);
    }
}
