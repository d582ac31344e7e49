package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.jenkins.step.SplitFolder;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestEngines;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestPipelines;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import jenkins.branch.BranchSource;
import jenkins.scm.api.mixin.ChangeRequestCheckoutStrategy;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMSource;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A change request against its target, and a branch against the primary one, in a real multibranch project. */
@WithSharedJenkins
class TargetBranchTest {
    private static final String REPOSITORY = "movies";

    private static final String JENKINSFILE = """
            node('docker') {
                writeFile file: 'Dockerfile', text: '''FROM %s AS build
            RUN head -c %d /dev/zero >/data
            FROM scratch
            COPY --from=build /data /data
            '''
                multiStageBuild qualityGates: [[metric: 'IMAGE_SIZE', baseline: 'REFERENCE_DELTA', threshold: '100 kB']]
            }
            """;

    @Test
    void shouldHoldAChangeRequestAgainstItsTarget(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        try (MockSCMController repositories = MockSCMController.create()) {
            repositories.createRepository(REPOSITORY);
            jenkinsfile(repositories, "master", 10_240);
            repositories.cloneBranch(REPOSITORY, "master", "release");
            repositories.cloneBranch(REPOSITORY, "master", "other");
            jenkinsfile(repositories, "release", 20_480);
            repositories.setPrimaryBranch(REPOSITORY, "master");
            WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "project");
            project.getSourcesList()
                    .add(new BranchSource(new MockSCMSource(
                            repositories,
                            REPOSITORY,
                            new MockSCMDiscoverBranches(),
                            new MockSCMDiscoverChangeRequests(ChangeRequestCheckoutStrategy.HEAD))));
            build(jenkins, project);
            int number = repositories.openChangeRequest(REPOSITORY, "release");
            build(jenkins, project);

            WorkflowJob master = project.getItem("master");
            WorkflowJob release = project.getItem("release");
            WorkflowJob change = project.getItem("CR-" + number);
            assertThat(TargetBranch.of(master)).isNull();
            assertThat(TargetBranch.of(release)).isSameAs(master);
            assertThat(TargetBranch.of(project.getItem("other"))).isSameAs(master);
            assertThat(TargetBranch.of(change)).isSameAs(release);

            JSONObject data = data(jenkins, change);
            JSONObject point = data.getJSONArray("points").getJSONObject(0);
            assertThat(data.getString("target")).isEqualTo("release");
            assertThat(point.getLong("target")).isGreaterThan(20_000);
            assertThat(JobTrend.of(change).read().of("image-size").get(0).branch())
                    .isEqualTo("CR-" + number);
            SizeReport report = ReportJson.read(SplitFolder.report(change.getLastBuild(), "image-size"));
            assertThat(Objects.requireNonNull(report.reference()).label()).isEqualTo("release #1");
            assertThat(report.reference().url()).isEqualTo(release.getUrl() + "1/image-size/");
            assertThat(report.gates().get(0).sentence())
                    .isEqualTo("Image size: 0 B since release #1, within the +100 kB allowed");
            SizeReport first = ReportJson.read(SplitFolder.report(master.getLastBuild(), "image-size"));
            assertThat(Objects.requireNonNull(first.reference()).missing()).startsWith("no earlier build of ");
            assertThat(data(jenkins, master).has("target")).isFalse();
            assertThat(TargetBranch.of(jenkins.createProject(WorkflowJob.class, "alone")))
                    .isNull();
        }
    }

    private static void jenkinsfile(MockSCMController repositories, String branch, int bytes) throws Exception {
        repositories.addFile(
                REPOSITORY,
                branch,
                "size",
                "Jenkinsfile",
                JENKINSFILE.formatted(TestEngines.BASE, bytes).getBytes(StandardCharsets.UTF_8));
    }

    private static void build(JenkinsRule jenkins, WorkflowMultiBranchProject project) throws Exception {
        project.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        for (WorkflowJob branch : project.getItems()) {
            jenkins.assertBuildStatusSuccess(branch.getLastBuild());
        }
    }

    private static JSONObject data(JenkinsRule jenkins, WorkflowJob job) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            return JSONObject.fromObject(client.getPage(new URL(jenkins.getURL(), job.getUrl() + "image-size/data"))
                    .getWebResponse()
                    .getContentAsString());
        }
    }
}
