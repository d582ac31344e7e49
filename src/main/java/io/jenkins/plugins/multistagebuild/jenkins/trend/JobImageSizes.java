package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.multistagebuild.trend.SizeBadge;
import io.jenkins.plugins.multistagebuild.trend.TargetSizes;
import io.jenkins.plugins.multistagebuild.trend.Trend;
import io.jenkins.plugins.multistagebuild.trend.TrendJson;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import io.jenkins.plugins.multistagebuild.trend.TrendRange;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The image sizes of a job: a trend on the job's page, a page of its own at {@code image-size/}, a badge and an API.
 * Everything comes from the job's index, see {@link JobTrend}; whoever may not read the job gets nothing.
 */
@ExportedBean
public final class JobImageSizes implements Action, StaplerProxy {
    /** Where the page is, from the job's on; that of a build is there from the build's. */
    public static final String URL = "image-size";

    private final Job<?, ?> job;

    JobImageSizes(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return ImageSizesPage.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.JobImageSizes_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The calls of the step with the images that they made. */
    @Exported(inline = true)
    public List<ExportedCall> getCalls() {
        Trend trend = JobTrend.of(job).read();
        return trend.calls().stream()
                .map(call -> new ExportedCall(call, trend.of(call)))
                .toList();
    }

    /** The points of a call as JSON, for the charts. */
    @GET
    public void doData(
            StaplerRequest2 request,
            StaplerResponse2 response,
            @QueryParameter String call,
            @QueryParameter String last,
            @QueryParameter String from,
            @QueryParameter String until)
            throws IOException {
        TrendRange range;
        try {
            range = TrendRange.parse(last, from, until, ZoneId.systemDefault());
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        Trend trend = JobTrend.of(job).read();
        String shown = Util.fixEmpty(call) == null ? trend.mainCall() : call;
        List<TrendPoint> points = trend.of(shown);
        response.setContentType("application/json;charset=UTF-8");
        try (TrendJson json = new TrendJson(response.getCompressedWriter(request))) {
            json.write(trend.calls(), shown, points.size(), range.of(points), target(shown));
        }
    }

    private @Nullable TargetSizes target(String call) {
        Job<?, ?> target = TargetBranch.of(job);
        if (target == null || !target.hasPermission(Item.READ)) {
            return null;
        }
        List<TrendPoint> points = JobTrend.of(target).read().of(call);
        return points.isEmpty() ? null : new TargetSizes(target.getDisplayName(), points);
    }

    /** The latest size as a picture for a README; with {@code ?call=} that of another call than the main one. */
    @GET
    public void doBadge(StaplerResponse2 response, @QueryParameter String call) throws IOException {
        Trend trend = JobTrend.of(job).read();
        List<TrendPoint> points = trend.of(Util.fixEmpty(call) == null ? trend.mainCall() : call);
        response.setContentType("image/svg+xml;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        // What is in it was escaped; this is for a mistake of ours.
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        SizeBadge badge = new SizeBadge(
                Messages.JobImageSizes_badge(),
                Messages.JobImageSizes_unknown(),
                points.isEmpty() ? null : points.get(points.size() - 1));
        response.getOutputStream().write(badge.svg().getBytes(StandardCharsets.UTF_8));
    }

    /** Puts it on every job that has an index. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job<?, ?>> {
        @Override
        @SuppressWarnings("unchecked")
        public Class<Job<?, ?>> type() {
            return (Class<Job<?, ?>>) (Class<?>) Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobImageSizes.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job<?, ?> target) {
            return JobTrend.of(target).exists() ? Set.of(new JobImageSizes(target)) : Set.of();
        }
    }
}
