package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.Engine;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the report says of where the stages were built. */
@WithSharedJenkins
class StagePlacesTest {
    @Test
    void shouldSayWhereEachStageWasBuilt(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "old", "old", 1, "20");
        TestPipelines.agent(jenkins, "new", "new", 1, "26");
        SizeReport report = report(
                jenkins, "node('built-in')", "image: 'places:1', label: 'new', labels: [left: 'old'], noCache: true");
        StageFigures tools = report.stages().get(0);
        StageFigures left = report.stages().get(1);
        StageFigures right = report.stages().get(2);
        StageFigures image = report.stages().get(3);

        assertThat(List.of(left, right, image)).extracting(StageFigures::agent).containsExactly("old", "new", "new");
        assertThat(List.of(left, right, image))
                .extracting(StageFigures::queueMillis)
                .allSatisfy(millis -> assertThat(millis).isNotNull().isBetween(0L, 60_000L));
        // The engine of the report is that of the image.
        assertThat(report.engine().version()).startsWith("26.");
        Engine other = Objects.requireNonNull(left.engine());
        assertThat(other.version()).startsWith("20.");
        assertThat(right.engine()).isNull();
        // Whichever comes second builds the shared base once more, on the other engine.
        assertThat(tools.rebuilds()).hasSize(1).allSatisfy(rebuild -> {
            assertThat(rebuild.agent()).isIn("old", "new");
            assertThat(rebuild.durationMillis()).isNotNull().isPositive();
        });
    }

    @Test
    void shouldNotSpeakOfAQueueWhereThereIsNone(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        SizeReport report = report(jenkins, "node('docker')", "image: 'here:1'");
        assertThat(report.stages().subList(1, 4)).allSatisfy(stage -> {
            assertThat(stage.agent()).isEqualTo("one");
            assertThat(stage.queueMillis()).isNull();
            assertThat(stage.rebuilds()).isEmpty();
        });
    }

    private static SizeReport report(JenkinsRule jenkins, String node, String parameters) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(TestPipelines.job(
                jenkins, "places", """
                %s {
                    %s
                    multiStageBuild %s
                }
                """.formatted(node, TestPipelines.context(TestPipelines.DIAMOND), parameters)));
        return ReportJson.read(SplitFolder.report(run, "image-size"));
    }
}
