package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.GateBaseline;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.gate.References;
import io.jenkins.plugins.multistagebuild.gate.References.Candidate;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.trend.GateMark;
import io.jenkins.plugins.multistagebuild.trend.SavedReports;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the builds that an image is compared with: the one before in its own job, and in a multibranch project the last
 * one of the branch that it is held against. The trend names them and their reports are read as files, so no build is
 * loaded.
 */
public final class EarlierBuilds {
    private EarlierBuilds() {}

    /**
     * The builds to compare a build with. Without another branch to be held against, the reference is the build before.
     *
     * @param call ID of the call whose image is meant
     * @param limits for which they are needed; a report that neither they nor the page show is not read
     */
    public static References of(Run<?, ?> run, String call, Limits limits) {
        Job<?, ?> job = run.getParent();
        Job<?, ?> target = TargetBranch.of(job);
        if (target == null) {
            return References.both(candidate(job, call, run.getNumber(), ""));
        }
        Candidate previous = limits.compareWith(GateBaseline.PREVIOUS_DELTA)
                ? candidate(job, call, run.getNumber(), "")
                : Candidate.missing("no gate compares with the build before");
        String branch = JobTrend.branch(target);
        Candidate reference = candidate(target, call, Integer.MAX_VALUE, branch == null ? "" : branch + " ");
        return new References(previous, reference, reference);
    }

    /**
     * The last build that can be compared with.
     *
     * @param before only builds with a lower number count
     * @param prefix of the build's number in what people call it
     */
    private static Candidate candidate(Job<?, ?> job, String call, int before, String prefix) {
        List<TrendPoint> earlier = JobTrend.of(job).read().of(call).stream()
                .filter(point -> point.build() < before)
                .toList();
        TrendPoint point = choose(earlier);
        if (point == null) {
            return Candidate.missing(
                    "no earlier build of " + job.getFullDisplayName() + " has a size of '" + call + "'");
        }
        String label = prefix + "#" + point.build();
        Path report = new SavedReports(job.getBuildDir().toPath()).report(point.build(), call);
        if (!Files.exists(report)) {
            return Candidate.missing("the report of " + label + " is gone");
        }
        try {
            return Candidate.of(
                    label, job.getUrl() + point.build() + "/" + JobImageSizes.URL + "/", ReportJson.read(report));
        } catch (BuildProblemException e) {
            return Candidate.missing("the report of " + label + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * The last build whose gates did not fail: what was stopped once must not become the measure of what follows. Where all
     * failed, the last one.
     */
    private static @Nullable TrendPoint choose(List<TrendPoint> points) {
        for (int i = points.size() - 1; i >= 0; i--) {
            if (points.get(i).gate() != GateMark.FAILED) {
                return points.get(i);
            }
        }
        return points.isEmpty() ? null : points.get(points.size() - 1);
    }
}
