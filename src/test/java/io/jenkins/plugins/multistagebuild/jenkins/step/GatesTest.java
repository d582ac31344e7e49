package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.multistagebuild.jenkins.view.SizeHeadline;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What quality gates do to a build, and what they compare with. */
@WithSharedJenkins
class GatesTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
    }

    @Test
    void shouldDoToTheBuildWhatTheCriticalitySays() throws Exception {
        WorkflowJob job = TestPipelines.job(jenkins, "criticality", "");
        consequence(job, "NOTE", Result.SUCCESS, "NOTE", Result.UNSTABLE);
        consequence(job, "UNSTABLE", Result.UNSTABLE, "WARNING", Result.UNSTABLE);
        consequence(job, "ERROR", Result.SUCCESS, "ERROR", Result.FAILURE);
        consequence(job, "FAILURE", Result.FAILURE, "FAILED", Result.FAILURE);
    }

    /** Also that the Pipeline goes on behind the step. */
    private void consequence(WorkflowJob job, String criticality, Result build, String gate, Result step)
            throws Exception {
        WorkflowRun run = build(
                job,
                build,
                2_000,
                "qualityGates: [[metric: 'IMAGE_SIZE', threshold: '1 kB', criticality: '" + criticality + "']]");
        jenkins.assertLogContains("gate " + gate + ", behind it", run);
        assertThat(headline(run)).endsWith(", 1 of 1 gate failed");
        assertThat(warnings(run)).hasSize(1).allSatisfy(warning -> {
            assertThat(warning.getResult()).isEqualTo(step);
            assertThat(warning.getMessage()).startsWith("Image size: ").contains(" exceeds 1 kB by ");
        });
    }

    private static String headline(WorkflowRun run) {
        return SizeHeadline.sentence(run.getAction(SplitBuildAction.class));
    }

    @Test
    void shouldCompareWithTheLastBuildThatDidNotFail() throws Exception {
        WorkflowJob job = TestPipelines.job(jenkins, "growth", "");
        String gate = "qualityGates: [[metric: 'image-size', baseline: 'PREVIOUS_DELTA', threshold: '100 kB',"
                + " criticality: 'FAILURE']]";

        WorkflowRun first = build(job, Result.SUCCESS, 1_000, gate);
        jenkins.assertLogContains("gate INACTIVE, behind it", first);
        assertThat(headline(first)).doesNotContain("gate");
        jenkins.assertLogContains(
                "Image size: not judged, because no earlier build of growth has a size of 'image-size'", first);

        WorkflowRun grown = build(job, Result.FAILURE, 500_000, gate);
        jenkins.assertLogContains("since #1, more than the +100 kB allowed", grown);
        WorkflowRun still = build(job, Result.FAILURE, 500_000, gate);
        jenkins.assertLogContains("since #1, more than the +100 kB allowed", still);

        WorkflowRun accepted =
                build(job, Result.SUCCESS, 500_000, gate + ", acceptIncrease: 'new data, TICKET-17'", "maria");
        jenkins.assertLogContains("accepted: new data, TICKET-17", accepted);
        assertThat(headline(accepted)).endsWith(", increase accepted");
        SizeReport report = ReportJson.read(SplitFolder.report(accepted, "image-size"));
        assertThat(report.gates().get(0).outcome()).isEqualTo(GateOutcome.ACCEPTED);
        assertThat(report.accepted()).isEqualTo(new AcceptedIncrease("new data, TICKET-17", "maria"));
        assertThat(Objects.requireNonNull(report.reference()).label()).isEqualTo("#1");
        assertThat(report.reference().url()).isEqualTo("job/growth/1/image-size/");

        WorkflowRun after = build(job, Result.SUCCESS, 500_000, gate);
        jenkins.assertLogContains("since #4", after);
        assertThat(Objects.requireNonNull(after.getAction(SplitBuildAction.class))
                        .getReferenceLabel())
                .isEqualTo("#4");
    }

    @Test
    void shouldLetChangesPassThatAreTooSmallToCount() throws Exception {
        WorkflowJob job = TestPipelines.job(jenkins, "change", "");
        String gate = "minimumChange: '1 MB', qualityGates:"
                + " [[metric: 'IMAGE_SIZE', baseline: 'REFERENCE_DELTA', threshold: '0 %', criticality: 'FAILURE']]";
        build(job, Result.SUCCESS, 1_000, gate);
        WorkflowRun run = build(job, Result.SUCCESS, 500_000, gate);
        jenkins.assertLogContains("since #1 is less than the 1 MB that count", run);
    }

    /** @param user ID of who starts it, or nothing */
    private WorkflowRun build(WorkflowJob job, Result result, int bytes, String parameters, String... user)
            throws Exception {
        job.setDefinition(new CpsFlowDefinition("""
                node('docker') {
                    writeFile file: 'Dockerfile', text: '''FROM %s AS build
                RUN mkdir /out && head -c %d /dev/zero >/out/data
                FROM scratch
                COPY --from=build /out/data /data
                '''
                    def built = multiStageBuild image: 'gates:1', %s
                    echo "gate ${built.gateResult}, behind it"
                }
                """.formatted(TestEngines.BASE, bytes, parameters), true));
        if (user.length == 0) {
            return jenkins.buildAndAssertStatus(result, job);
        }
        Cause started = new Cause.UserIdCause(
                Objects.requireNonNull(User.getById(user[0], true)).getId());
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0, new CauseAction(started)));
    }

    private static List<WarningAction> warnings(WorkflowRun run) {
        List<WarningAction> warnings = new ArrayList<>();
        for (FlowNode node : new FlowGraphWalker(run.getExecution())) {
            WarningAction warning = node.getPersistentAction(WarningAction.class);
            if (warning != null) {
                warnings.add(warning);
            }
        }
        return warnings;
    }
}
