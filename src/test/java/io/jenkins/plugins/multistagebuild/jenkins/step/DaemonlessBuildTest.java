package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.EnvVars;
import io.jenkins.plugins.multistagebuild.container.DaemonlessStorage;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** Podman and Buildah on agents, each of which has a storage of its own. */
@WithSharedJenkins
class DaemonlessBuildTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"podman, ps", "buildah, containers"})
    void shouldBuildOnTwoAgents(String engine, String containers, JenkinsRule jenkins) throws Exception {
        assumeTrue(System.getenv("MSB_PODMAN_PATH") != null, "no Podman: run the tests under with-engine --podman");
        Path base = folder.resolve("base.tar");
        TestEngines.docker("20", "save", "--output", base.toString(), TestEngines.BASE);
        List<DaemonlessStorage> storages = new ArrayList<>();
        for (String agent : List.of("one", "two")) {
            DaemonlessStorage storage = DaemonlessStorage.in(Files.createDirectories(folder.resolve(agent)));
            storage.load(engine, base);
            TestPipelines.agent(jenkins, agent, engine, 2, new EnvVars(storage.variables()));
            storages.add(storage);
        }

        WorkflowRun run = jenkins.buildAndAssertSuccess(TestPipelines.job(
                jenkins, "daemonless", """
                node('one') {
                    %s
                    multiStageBuild label: '%s', labels: [left: 'one', right: 'two', 'stage-3': 'one'],
                        engine: '%2$s', image: 'localhost/diamond:1', baseline: 'none'
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND), engine)));

        SizeReport report = ReportJson.read(SplitFolder.report(run, "image-size"));
        assertThat(report.engine().name()).isEqualTo(engine);
        jenkins.assertLogContains("From 'left': ", run);
        jenkins.assertLogContains("From 'right' (two): ", run);
        assertThat(report.image().largestFiles()).anySatisfy(file -> {
            assertThat(file.path()).isEqualTo("/app/right");
            assertThat(file.bytes()).isEqualTo(6);
        });
        assertThat(storages.get(0).ask(engine, "images")).contains("localhost/diamond");
        for (DaemonlessStorage storage : storages) {
            assertThat(storage.ask(engine, "images")).doesNotContain("multi-stage-build/tmp-");
            assertThat(storage.ask(engine, containers, "--all", "--quiet")).isEmpty();
        }
    }
}
