package io.jenkins.plugins.multistagebuild.jenkins.checks;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.multistagebuild.jenkins.step.SizeReportListener;
import io.jenkins.plugins.multistagebuild.jenkins.trend.JobImageSizes;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.Headline;
import io.jenkins.plugins.multistagebuild.report.MarkdownReport;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each report as a check, which branch protection can ask for. The name is the same in all builds of a job:
 * {@value #NAME}, for a call with a name or an ID of its own followed by that.
 */
@OptionalExtension(requirePlugins = "checks-api")
public final class SizeCheck extends SizeReportListener {
    /** What branch protection knows the check of a call without a name by. */
    static final String NAME = "Image size";

    @Override
    public void reported(Run<?, ?> run, @Nullable String name, SizeReport report, TaskListener listener) {
        ChecksPublisherFactory.fromRun(run, listener).publish(details(run, name, report));
    }

    private static ChecksDetails details(Run<?, ?> run, @Nullable String name, SizeReport report) {
        ChecksDetailsBuilder details = new ChecksDetailsBuilder()
                .withName(name == null ? NAME : NAME + " / " + name)
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(report))
                .withOutput(new ChecksOutputBuilder()
                        .withTitle(Headline.of(report).text())
                        .withSummary(MarkdownReport.headline(report))
                        .withText(MarkdownReport.render(report, MarkdownReport.CHECK_LENGTH))
                        .build());
        String root = Jenkins.get().getRootUrl();
        if (root != null) {
            details.withDetailsURL(root + run.getUrl() + JobImageSizes.URL);
        }
        return details.build();
    }

    /** A note does not hold up a merge; everything else that is not passed does. */
    private static ChecksConclusion conclusion(SizeReport report) {
        Criticality worst = report.worstFailure();
        if (worst == null) {
            return ChecksConclusion.SUCCESS;
        }
        return worst == Criticality.NOTE ? ChecksConclusion.NEUTRAL : ChecksConclusion.FAILURE;
    }
}
