package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.multistagebuild.jenkins.step.SavedBuild;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import jenkins.scm.api.SCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a build does when its figures cannot be added to the trend. */
@WithJenkins
class TrendRecorderTest {
    @Test
    void shouldGoOnAfterAMistakeOfSomebodyElses(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (LogRecorder logs = new LogRecorder()
                        .record(TrendRecorder.class, Level.WARNING)
                        .capture(10);
                StreamTaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8)) {
            TrendRecorder.record(run, "server", SavedBuild.report(), "main", listener);
            assertThat(logs.getMessages())
                    .containsExactly(run + ": the image size could not be added to the trend of the job");
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("ERROR: The image size could not be added to the trend of the job"
                        + " (java.lang.IllegalStateException: no head today). The build goes on")
                .doesNotContain("\tat ");
    }

    /** Another plugin's word on which branch a job is for, with a mistake in it. */
    @TestExtension
    public static final class Broken extends SCMHead.HeadByItem {
        @Override
        public SCMHead getHead(Item item) {
            throw new IllegalStateException("no head today");
        }
    }
}
