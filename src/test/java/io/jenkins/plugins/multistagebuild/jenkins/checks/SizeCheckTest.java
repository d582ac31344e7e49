package io.jenkins.plugins.multistagebuild.jenkins.checks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestEngines;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestPipelines;
import io.jenkins.plugins.multistagebuild.report.MarkdownReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The checks that a host of sources gets, through a publisher such as the plugins for hosts bring. */
@WithJenkins
class SizeCheckTest {
    @Test
    void shouldPublishEachCallAsACheck(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        jenkins.buildAndAssertStatus(
                Result.UNSTABLE, TestPipelines.job(jenkins, "checks", """
                node('docker') {
                    writeFile file: 'Dockerfile', text: '''FROM %s AS build
                RUN mkdir /out && for i in $(seq 2000); do echo $i >/out/with-a-rather-long-name-$i; done
                FROM scratch
                COPY --from=build /out /
                '''
                    multiStageBuild image: 'checks:1', budget: '20 MB'
                    multiStageBuild image: 'checks:1', id: 'second', name: 'Client',
                        qualityGates: [[metric: 'IMAGE_SIZE', threshold: '1 kB']]
                    multiStageBuild image: 'checks:1', id: 'third',
                        qualityGates: [[metric: 'IMAGE_SIZE', threshold: '1 kB', criticality: 'NOTE']]
                }
                """.formatted(TestEngines.BASE)));
        List<ChecksDetails> checks = ExtensionList.lookupSingleton(Host.class).published;

        assertThat(checks)
                .extracting(check -> check.getName().orElseThrow())
                .containsExactly("Image size", "Image size / Client", "Image size / third");
        assertThat(checks)
                .extracting(ChecksDetails::getConclusion)
                .containsExactly(ChecksConclusion.SUCCESS, ChecksConclusion.FAILURE, ChecksConclusion.NEUTRAL);
        assertThat(checks.get(0).getDetailsURL()).contains(jenkins.getURL() + "job/checks/1/image-size");
        ChecksOutput first = checks.get(0).getOutput().orElseThrow();
        assertThat(first.getTitle().orElseThrow()).contains("the single-stage image", "within the budget of 20 MB");
        assertThat(first.getSummary().orElseThrow()).contains("within the budget of 20 MB");
        assertThat(first.getText().orElseThrow()).contains("Result", "✅ passed").satisfies(text -> assertThat(
                        text.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(MarkdownReport.CHECK_LENGTH));
        assertThat(checks.get(1).getOutput().orElseThrow().getText().orElseThrow())
                .contains("❌ failed", "exceeds 1 kB by");
    }

    /** Keeps what it is given. */
    @TestExtension
    public static class Host extends ChecksPublisherFactory {
        private final List<ChecksDetails> published = new CopyOnWriteArrayList<>();

        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    published.add(details);
                }
            });
        }

        @Override
        protected Optional<ChecksPublisher> createPublisher(Job<?, ?> job, TaskListener listener) {
            return Optional.empty();
        }
    }
}
