package io.jenkins.plugins.multistagebuild.jenkins.view;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitFolder;
import io.jenkins.plugins.multistagebuild.jenkins.trend.JobImageSizes;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * One call of the step in a build. Its few figures come from the build itself; the report is read only where it is shown.
 */
@ExportedBean
public final class ImageSizeCall {
    private final Run<?, ?> run;
    private final SplitBuildAction saved;
    private @Nullable String problem;
    private @Nullable ReportView view;

    ImageSizeCall(Run<?, ?> run, SplitBuildAction saved) {
        this.run = run;
        this.saved = saved;
    }

    /** The build, for the frame of the page. */
    public Run<?, ?> getObject() {
        return run;
    }

    public String getDisplayName() {
        return Messages.ImageSizeTab_displayName();
    }

    /** Names the call within its build. */
    @Exported
    public String getId() {
        return saved.getId();
    }

    /** What people call the call. */
    @Exported
    public String getName() {
        return saved.getName();
    }

    /** The reference of the image. */
    @Exported
    public @Nullable String getImage() {
        return saved.getImage();
    }

    /** The sum of the tar bytes of the image's layers. */
    @Exported
    public long getUncompressedBytes() {
        return saved.getUncompressedBytes();
    }

    /** What a registry stores, in bytes; null if it was not measured. */
    @Exported
    public @Nullable Long getCompressedBytes() {
        return saved.getCompressedBytes();
    }

    /** What the engine says that it takes on its disk, in bytes; null if that is not known. */
    @Exported
    public @Nullable Long getDiskBytes() {
        return saved.getDiskBytes();
    }

    /** The same of the single-stage image; null if there is none to compare with. */
    @Exported
    public @Nullable Long getBaselineBytes() {
        return saved.getBaselineBytes();
    }

    /** The most that the image may weigh, in bytes; null without a budget. */
    @Exported
    public @Nullable Long getBudgetBytes() {
        return saved.getBudgetBytes();
    }

    /** What people call the build that the image is compared with; null if there is none. */
    @Exported
    public @Nullable String getReferenceLabel() {
        return saved.getReferenceLabel();
    }

    /** The size of the image of that build in bytes. */
    @Exported
    public @Nullable Long getReferenceBytes() {
        return saved.getReferenceBytes();
    }

    /** The sentence that every view of the image begins with, in the language of the one who asks. */
    @Exported
    public String getSummary() {
        return SizeHeadline.sentence(saved);
    }

    /** How the image did against its limits. */
    @Exported
    public @Nullable String getGateResult() {
        return saved.getGate() == null ? null : saved.getGate().name();
    }

    /** The sentence to begin with, in parts. */
    public List<SizeHeadline.Part> getHeadline() {
        return SizeHeadline.of(saved);
    }

    /** Where the call's page is, from the build's page on. */
    public String getUrl() {
        return JobImageSizes.URL + "/" + getId();
    }

    /** What the page shows, or null if the report cannot be read: then there is a {@link #getProblem}. */
    public synchronized @Nullable ReportView getView() {
        if (view == null && problem == null) {
            try {
                view = new ReportView(SavedReport.of(run, getId()), run);
            } catch (BuildProblemException e) {
                problem = Messages.ImageSizeCall_unreadable(e.getMessage());
            }
        }
        return view;
    }

    /** Why there is nothing to show. */
    public @Nullable String getProblem() {
        return problem;
    }

    /** The report as it is kept, for other programs and for the charts; the file itself, unread. */
    @GET
    @WebMethod(name = "report.json")
    public void doReport(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        StoredReport.send(SplitFolder.report(run, getId()), request, response);
    }

    public Api getApi() {
        return new Api(this);
    }
}
