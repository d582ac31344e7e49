package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.multistagebuild.trend.SizesCsv;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/** The page "Image sizes" on the front page: the images of all jobs that the user may read. */
@Extension
@ExportedBean
public final class ImageSizesPage implements RootAction, StaplerProxy {
    static final String ICON = "symbol-cube";

    @Override
    public @Nullable String getIconFileName() {
        return Jenkins.get().hasPermission(Jenkins.READ) ? ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ImageSizesPage_displayName();
    }

    @Override
    public String getUrlName() {
        return "image-sizes";
    }

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The one that grew most in 30 days first. */
    @Exported(inline = true)
    public List<JobImage> getImages() {
        Instant now = Instant.now();
        List<JobImage> images = new ArrayList<>();
        // Leaves out what the user may not read.
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            images.addAll(JobImage.of(job, now));
        }
        images.sort(JobImage.BY_GROWTH);
        return images;
    }

    /** The same as a table for a spreadsheet. */
    @GET
    public void doCsv(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"image-sizes.csv\"");
        try (Writer writer = response.getCompressedWriter(request)) {
            SizesCsv csv = new SizesCsv(writer);
            csv.row(
                    "job",
                    "call",
                    "image",
                    "build",
                    "time",
                    "uncompressed bytes",
                    "compressed bytes",
                    "baseline bytes",
                    "limit bytes",
                    "head-room bytes",
                    "change bytes",
                    "30 days growth bytes",
                    "gate");
            for (JobImage image : getImages()) {
                csv.row(
                        image.getJob(),
                        image.getCall(),
                        image.getImage(),
                        image.getBuild(),
                        image.getTime(),
                        image.getUncompressedBytes(),
                        image.getCompressedBytes(),
                        image.getBaselineBytes(),
                        image.getLimitBytes(),
                        image.getHeadRoomBytes(),
                        image.getChangeBytes(),
                        image.getGrowthBytes(),
                        image.getGate());
            }
        }
    }
}
