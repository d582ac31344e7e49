package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.model.AbstractProject;
import hudson.model.Job;
import io.jenkins.plugins.multistagebuild.trend.ImageTrend;
import io.jenkins.plugins.multistagebuild.trend.IndexContent;
import io.jenkins.plugins.multistagebuild.trend.SavedReports;
import io.jenkins.plugins.multistagebuild.trend.Trend;
import io.jenkins.plugins.multistagebuild.trend.TrendIndex;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.scm.api.SCMHead;
import org.jspecify.annotations.Nullable;

/**
 * The trend of a job: its index file, in the job's folder, so that it goes where the job goes when that is renamed or
 * moved, and stays behind when it is copied. It is read from memory as long as nothing has changed on disk, and no build
 * is ever loaded for it. Once in the life of a controller, when first asked for, the index is held against the reports on
 * disk in the background, see {@link #heal}; so whatever happened to it, it is whole again some time later.
 */
public final class JobTrend {
    /** Name of the index file. */
    static final String FILE = "multi-stage-build-trend.jsonl";

    /** So many lines more than needed make an index be written anew. */
    private static final int SUPERFLUOUS_LINES = 1000;

    private static final Logger LOGGER = Logger.getLogger(JobTrend.class.getName());

    private final Job<?, ?> job;
    private final TrendCache cache;

    private JobTrend(Job<?, ?> job, TrendCache cache) {
        this.job = job;
        this.cache = cache;
    }

    /** That of a job. */
    public static JobTrend of(Job<?, ?> job) {
        JobTrend trend = new JobTrend(job, TrendCache.of(job));
        // The step runs in Pipelines only, so jobs of other kinds need not be looked through.
        if (!(job instanceof AbstractProject) && trend.cache.isFirstUse()) {
            TrendHealer.healSoon(trend);
        }
        return trend;
    }

    /** Whether there is anything to show; costs next to nothing. */
    public boolean exists() {
        return index().exists();
    }

    /** The trend as it is now. One that cannot be read is empty, and the log says why. */
    public Trend read() {
        synchronized (cache) {
            TrendCache.Stamp stamp = TrendCache.Stamp.of(indexFile(), builds());
            Trend known = cache.trend(stamp);
            if (known != null) {
                return known;
            }
            try {
                IndexContent content = index().read();
                Set<Integer> builds = new SavedReports(builds()).builds();
                if (isWorthRewriting(content, builds)) {
                    TrendHealer.heal(this);
                }
                Trend trend = new Trend(living(content.points(), builds));
                cache.keep(trend, stamp);
                return trend;
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> indexFile() + ": the trend of image sizes cannot be read");
                return Trend.EMPTY;
            }
        }
    }

    /** The images of the job and how they went lately, by the name of the call. */
    public List<ImageTrend> images(Instant now) {
        synchronized (cache) {
            TrendCache.Stamp stamp = TrendCache.Stamp.of(indexFile(), builds());
            List<ImageTrend> known = cache.images(stamp, now);
            return known != null ? known : cache.keepImages(ImageTrend.all(read(), now), now);
        }
    }

    /**
     * Adds a point.
     *
     * @throws IOException if it could not be written; the index is completed later
     */
    void append(TrendPoint point) throws IOException {
        synchronized (cache) {
            cache.forget();
            try {
                if (!index().append(List.of(point))) {
                    TrendHealer.heal(this);
                }
            } catch (IOException e) {
                TrendHealer.healLater(this);
                throw e;
            }
        }
    }

    /** Takes out the points of a build that is being deleted. */
    void delete(int build) throws IOException {
        synchronized (cache) {
            // Without a look whether there are any: log rotation may delete thousands in a row.
            cache.forget();
            index().delete(build);
        }
    }

    /**
     * Completes the index from the reports of the builds: writes it anew if it is missing, was damaged or holds much that
     * counts no more, and adds what it lacks.
     */
    void heal() throws IOException {
        SavedReports reports = new SavedReports(builds());
        IndexContent before = index().read();
        List<TrendPoint> found = reports.missing(before.points(), branch(job));
        if (found.isEmpty() && !isWorthRewriting(before, reports.builds())) {
            return;
        }
        synchronized (cache) {
            // What was written meanwhile counts.
            IndexContent content = index().read();
            Set<Integer> builds = reports.builds();
            List<TrendPoint> points = living(content.points(), builds);
            Set<String> known = points.stream().map(JobTrend::key).collect(Collectors.toSet());
            List<TrendPoint> missing = living(found, builds).stream()
                    .filter(point -> !known.contains(key(point)))
                    .toList();
            if (isWorthRewriting(content, builds)) {
                List<TrendPoint> all = new ArrayList<>(points);
                all.addAll(missing);
                index().replace(all);
            } else if (!missing.isEmpty()) {
                index().append(missing);
            }
            cache.forget();
        }
    }

    /** Whether something in it cannot be read, or it holds much that counts no more. */
    private static boolean isWorthRewriting(IndexContent content, Set<Integer> builds) {
        int living = living(content.points(), builds).size();
        int superfluous = content.superfluousLines() + content.points().size() - living;
        return content.damaged() || superfluous > living + SUPERFLUOUS_LINES;
    }

    private static String key(TrendPoint point) {
        return point.build() + "/" + point.call();
    }

    /** Also a build whose folder somebody removed by hand is gone. */
    private static List<TrendPoint> living(List<TrendPoint> points, Set<Integer> builds) {
        return points.stream().filter(point -> builds.contains(point.build())).toList();
    }

    /** The branch that the job builds, if it is one of a multibranch project. */
    static @Nullable String branch(Job<?, ?> job) {
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return head == null ? null : head.getName();
    }

    private TrendIndex index() {
        return new TrendIndex(indexFile());
    }

    /** Asked for each time, since a job can be moved while it is open. */
    private Path indexFile() {
        return job.getRootDir().toPath().resolve(FILE);
    }

    private Path builds() {
        return job.getBuildDir().toPath();
    }

    @Override
    public String toString() {
        return job.getFullName();
    }
}
