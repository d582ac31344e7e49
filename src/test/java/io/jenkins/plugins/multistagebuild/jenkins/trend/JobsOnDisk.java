package io.jenkins.plugins.multistagebuild.jenkins.trend;

import io.jenkins.plugins.multistagebuild.trend.GateMark;
import io.jenkins.plugins.multistagebuild.trend.StageSize;
import io.jenkins.plugins.multistagebuild.trend.TrendIndex;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs with many builds, written as files, since to build them would take days. */
public final class JobsOnDisk {
    private static final String BUILD = """
            <?xml version='1.1' encoding='UTF-8'?>
            <flow-build>
              <actions/>
              <queueId>1</queueId>
              <timestamp>%1$d</timestamp>
              <startTime>%1$d</startTime>
              <result>SUCCESS</result>
              <duration>1000</duration>
              <keepLog>false</keepLog>
              <completed>true</completed>
            </flow-build>
            """;

    private static final long BUDGET = 20_000_000;

    private final JenkinsRule jenkins;

    public JobsOnDisk(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /**
     * A job whose latest builds can be loaded and whose older ones cannot, because their build.xml is none.
     *
     * @param builds how many in all
     * @param loadable how many of them can be loaded
     * @param calls of the step in each build
     */
    public WorkflowJob create(String name, int builds, int loadable, String... calls) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path folder = job.getBuildDir().toPath();
        List<TrendPoint> points = new ArrayList<>();
        for (int build = 1; build <= builds; build++) {
            Instant time = now.minus(builds - build, ChronoUnit.HOURS);
            Path one = Files.createDirectories(folder.resolve(String.valueOf(build)));
            boolean loads = build > builds - loadable;
            Files.writeString(one.resolve("build.xml"), loads ? BUILD.formatted(time.toEpochMilli()) : "no XML");
            for (int call = 0; call < calls.length; call++) {
                points.add(
                        point(build, time, calls[call], name, 12_000_000 + 1_000_000L * call + build % 97 * 40_000L));
            }
        }
        permalinks(folder, builds);
        new TrendIndex(job.getRootDir().toPath().resolve(JobTrend.FILE)).append(points);
        job.updateNextBuildNumber(builds + 1);
        job.doReload();
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
    }

    /** What Jenkins keeps itself, so as not to look for the last failed build among all of them. */
    private static void permalinks(Path folder, int last) throws IOException {
        Files.writeString(folder.resolve("permalinks"), """
                lastCompletedBuild %1$d
                lastFailedBuild -1
                lastStableBuild %1$d
                lastSuccessfulBuild %1$d
                lastUnstableBuild -1
                lastUnsuccessfulBuild -1
                """.formatted(last));
    }

    static TrendPoint point(int build, Instant time, String call, String name, long bytes) {
        return new TrendPoint(
                build,
                time.toEpochMilli(),
                call,
                name + ":" + build,
                bytes,
                bytes / 3,
                346_000_000L,
                BUDGET,
                bytes > BUDGET ? GateMark.FAILED : GateMark.PASSED,
                null,
                List.of(new StageSize("build", 346_000_000), new StageSize("run", bytes)));
    }
}
