package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Job;
import hudson.plugins.view.dashboard.DashboardPortlet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A portlet of dashboard-view: the images of the view's jobs that grew most. */
public final class ImageSizesPortlet extends DashboardPortlet {
    private static final int DEFAULT_COUNT = 10;

    private int count = DEFAULT_COUNT;

    @DataBoundConstructor
    public ImageSizesPortlet(String name) {
        super(name);
    }

    /** How many images are shown. */
    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        this.count = count > 0 ? count : DEFAULT_COUNT;
    }

    /** Those of the jobs that the user may read. */
    public List<JobImage> getImages(Collection<?> jobs) {
        Instant now = Instant.now();
        return jobs.stream()
                .filter(job -> job instanceof Job<?, ?> readable && readable.hasPermission(Item.READ))
                .flatMap(job -> JobImage.of((Job<?, ?>) job, now).stream())
                .sorted(JobImage.BY_GROWTH)
                .limit(count)
                .toList();
    }

    /** In the form of a dashboard. */
    @Extension(optional = true)
    public static final class DescriptorImpl extends Descriptor<DashboardPortlet> {
        @Override
        public String getDisplayName() {
            return Messages.ImageSizesPortlet_displayName();
        }
    }
}
