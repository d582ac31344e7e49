package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of list views: what the images of a job weigh, and how that went lately. */
public final class ImageSizeColumn extends ListViewColumn {
    @DataBoundConstructor
    public ImageSizeColumn() {
        // Nothing to choose.
    }

    /** The images of a row, the largest first; none for what is no job or has none. */
    public List<JobImage> getImages(Object item) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return List.of();
        }
        return JobImage.of(job, Instant.now()).stream()
                .sorted(Comparator.comparing(JobImage::getUncompressedBytes).reversed())
                .toList();
    }

    /** In the form of a view. */
    @Extension
    @Symbol("imageSizeColumn")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @Override
        public boolean shownByDefault() {
            return false;
        }

        @Override
        public String getDisplayName() {
            return Messages.ImageSizeColumn_displayName();
        }
    }
}
