package io.jenkins.plugins.multistagebuild.jenkins.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestEngines;
import io.jenkins.plugins.multistagebuild.jenkins.step.TestPipelines;
import io.jenkins.plugins.multistagebuild.trend.GateMark;
import io.jenkins.plugins.multistagebuild.trend.StageSize;
import io.jenkins.plugins.multistagebuild.trend.Trend;
import io.jenkins.plugins.multistagebuild.trend.TrendPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What becomes of a job's index in the life of the job, with real builds. */
class JobTrendTest {
    private static final String SMALL =
            "FROM " + TestEngines.BASE + " AS build\nRUN echo hi >/hi\nFROM scratch\nCOPY --from=build /hi /hi\n";

    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    @Test
    void shouldFollowTheJobThroughItsLife() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = job(jenkins, "movies", """
                    multiStageBuild image: "movies:${env.BUILD_NUMBER}", budget: env.BUILD_NUMBER == '2' ? '1 B' : '1 GB'
                    if (env.BUILD_NUMBER == '3') {
                        multiStageBuild image: 'client:3', id: 'client', baseline: 'none'
                    }
                    """);
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.buildAndAssertSuccess(job);
            expectThreeBuilds(job);

            job.renameTo("films");
            expectThreeBuilds(job);
            MockFolder folder = jenkins.createFolder("team");
            Items.move(job, folder);
            expectThreeBuilds(job);

            WorkflowJob copy = (WorkflowJob) folder.copy((TopLevelItem) job, "copy");
            assertThat(JobTrend.of(copy).exists()).isFalse();
            assertThat(copy.getAction(JobImageSizes.class)).isNull();
            assertThat(JobTrend.of(copy).read().calls()).isEmpty();
        });
        session.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("team/films", WorkflowJob.class);
            expectThreeBuilds(job);
            job.getBuildByNumber(2).delete();
            assertThat(builds(job)).containsExactly(1, 3);
            Files.delete(index(job));
            assertThat(job.getAction(JobImageSizes.class)).isNull();
        });
        session.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("team/films", WorkflowJob.class);
            await(() -> JobTrend.of(job).exists());
            assertThat(builds(job)).containsExactly(1, 3);
            assertThat(JobTrend.of(job).read().of("client")).hasSize(1);
        });
    }

    private static void expectThreeBuilds(WorkflowJob job) {
        Trend trend = JobTrend.of(job).read();
        assertThat(trend.calls()).containsExactly("client", "image-size");
        List<TrendPoint> points = trend.of("image-size");
        assertThat(points).extracting(TrendPoint::build).containsExactly(1, 2, 3);
        assertThat(points)
                .extracting(TrendPoint::gate)
                .containsExactly(GateMark.PASSED, GateMark.FAILED, GateMark.PASSED);
        assertThat(points).extracting(TrendPoint::limitBytes).containsExactly(1_000_000_000L, 1L, 1_000_000_000L);
        assertThat(points.get(0).image()).isEqualTo("movies:1");
        assertThat(points.get(0).uncompressedBytes()).isPositive();
        assertThat(points.get(0).baselineBytes()).isGreaterThan(points.get(0).uncompressedBytes());
        assertThat(points.get(0).stages()).extracting(StageSize::name).containsExactly("build", "stage 1");
    }

    @Test
    void shouldGoOnWhereTheIndexCannotBeWritten() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = job(jenkins, "movies", "multiStageBuild image: 'movies:1'");
            Files.createDirectory(index(job));
            WorkflowRun run = jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("ERROR: The image size could not be added to the trend of the job (", run);
            jenkins.assertLogNotContains("\tat ", run);
            Files.delete(index(job));
            jenkins.buildAndAssertSuccess(job);
            JobTrend.of(job).heal();
            assertThat(builds(job)).containsExactly(1, 2);
        });
    }

    @Test
    void shouldMendWhatWasDamaged() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = job(jenkins, "movies", "multiStageBuild image: 'movies:1'");
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);
            byte[] whole = Files.readAllBytes(index(job));
            byte[] damaged = whole.clone();
            damaged[damaged.length / 2] ^= 1;
            Files.write(index(job), damaged);
            assertThat(builds(job)).hasSizeLessThan(2);
            await(() -> builds(job).size() == 2);
            assertThat(Files.readAllBytes(index(job))).isEqualTo(whole);

            Files.write(index(job), Arrays.copyOf(whole, whole.length - 5));
            assertThat(builds(job)).containsExactly(1);
            await(() -> builds(job).size() == 2);
        });
    }

    @Test
    void shouldForgetBuildsWhoseFolderIsGone() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 5, 5, "image-size");
            assertThat(builds(job)).containsExactly(1, 2, 3, 4, 5);
            Util.deleteRecursive(job.getBuildDir().toPath().resolve("3").toFile());
            assertThat(builds(job)).containsExactly(1, 2, 4, 5);
            job.getBuildByNumber(5).delete();
            job.updateNextBuildNumber(5);
            Files.createDirectories(job.getBuildDir().toPath().resolve("5"));
            assertThat(builds(job)).containsExactly(1, 2, 4);
        });
    }

    @Test
    void shouldWriteTheIndexAnewWhereMuchOfItCountsNoMore() throws Throwable {
        session.then(jenkins -> {
            WorkflowJob job = new JobsOnDisk(jenkins).create("movies", 1100, 2, "image-size");
            long before = Files.size(index(job));
            for (int build = 1; build <= 1090; build++) {
                JobTrend.of(job).delete(build);
                Util.deleteRecursive(job.getBuildDir()
                        .toPath()
                        .resolve(String.valueOf(build))
                        .toFile());
            }
            assertThat(builds(job)).hasSize(10);
            await(() -> Files.size(index(job)) < before / 50);
            assertThat(builds(job)).hasSize(10);
        });
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name, String call) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        return TestPipelines.job(jenkins, name, "node('docker') {\n" + TestPipelines.context(SMALL) + call + "\n}");
    }

    private static List<Integer> builds(WorkflowJob job) {
        return JobTrend.of(job).read().of("image-size").stream()
                .map(TrendPoint::build)
                .toList();
    }

    private static Path index(WorkflowJob job) {
        return job.getRootDir().toPath().resolve(JobTrend.FILE);
    }

    /** Until what happens in the background has happened. */
    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 300 && !condition.call(); i++) {
            Thread.sleep(100);
        }
        assertThat(condition.call()).isTrue();
    }
}
