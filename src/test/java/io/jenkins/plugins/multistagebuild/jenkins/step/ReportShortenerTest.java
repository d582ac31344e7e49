package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Reports of older builds, where the system configuration says how many stay in full. */
@WithSharedJenkins
class ReportShortenerTest {
    @Test
    void shouldShortenReportsAsBuildsEnd(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowJob job =
                TestPipelines.job(jenkins, "movies", """
                node('docker') {
                    %s
                    multiStageBuild image: 'movies:1'
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND)));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        first.keepLog(true);
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        SizeReport before = report(second);
        assertThat(Objects.requireNonNull(before.image()).files()).isNotEmpty();
        MultiStageBuildConfiguration.get().setFullReports(1);
        WorkflowRun third = jenkins.buildAndAssertSuccess(job);
        for (int i = 0; i < 600 && report(second).equals(before); i++) {
            Thread.sleep(100);
        }
        assertThat(report(second)).isEqualTo(before.withoutFiles());
        assertThat(Objects.requireNonNull(report(first).image()).files())
                .as("kept for ever")
                .isNotEmpty();
        assertThat(Objects.requireNonNull(report(third).image()).files()).isNotEmpty();
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(client.getPage(second, "image-size/").asNormalizedText()).contains("movies:1");
        }
    }

    private static SizeReport report(WorkflowRun run) throws Exception {
        return ReportJson.read(SplitFolder.report(run, "image-size"));
    }
}
