package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** What the step adds to the saved state of a build. */
@WithSharedJenkins
class SavedStateTest {
    private static final long MOST_BYTES = 20_000;
    private static final long MOST_BYTES_PER_CALL = 2_000;
    private static final int STAGES = 60;

    @TempDir
    private Path folder;

    private HeldDocker docker;

    @AfterEach
    void letGo() throws Exception {
        if (docker != null) {
            docker.letAllGo();
        }
    }

    @Test
    void shouldAddLittleForADiamond(JenkinsRule jenkins) throws Exception {
        assertThat(growth(jenkins, "diamond", TestPipelines.DIAMOND)).isLessThan(MOST_BYTES);
    }

    @Test
    void shouldAddLittleForSixtyStages(JenkinsRule jenkins) throws Exception {
        StringBuilder dockerfile = new StringBuilder();
        for (int i = 0; i < STAGES - 1; i++) {
            dockerfile.append("FROM %s AS stage%d%n".formatted(TestEngines.BASE, i));
            dockerfile.append(
                    i == 0 ? "RUN date >/d0\n" : "COPY --from=stage%d /d%d /d%d%n".formatted(i - 1, i - 1, i));
        }
        dockerfile.append("FROM %s%nCOPY --from=stage%d /d%d /d%n".formatted(TestEngines.BASE, STAGES - 2, STAGES - 2));
        growth(jenkins, "chain of " + STAGES, dockerfile.toString());
    }

    @Test
    void shouldAddLittleToTheBuildForEachCall(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        long once = buildFile(jenkins, "once", "");
        long twice = buildFile(jenkins, "twice", call("second"));
        System.out.printf("build.xml grows by %d B for a call%n", twice - once);
        assertThat(twice - once).isBetween(100L, MOST_BYTES_PER_CALL);
    }

    /** How large the file of a build is in the end that calls the step, and does what is said after that. */
    private static long buildFile(JenkinsRule jenkins, String name, String then) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(TestPipelines.job(
                jenkins, name, """
                node('docker') {
                    %s
                    %s
                    %s
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND), call("first"), then)));
        return new File(run.getRootDir(), "build.xml").length();
    }

    /** With all that is remembered of a call. */
    private static String call(String id) {
        return """
                multiStageBuild id: '%1$s', name: 'The %1$s image', image: 'registry.example.org/team/%1$s:1',
                    budget: '20 MB', qualityGates: [[metric: 'LAYER_COUNT', threshold: '10']]
                """.formatted(id);
    }

    /** By how much the program state is larger in the middle of a call than just before it. */
    private long growth(JenkinsRule jenkins, String name, String dockerfile) throws Exception {
        docker = new HeldDocker(folder, "26").hold("build");
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = Objects.requireNonNull(
                        TestPipelines.job(jenkins, name, """
                node('docker') {
                    %s
                    sleep 5
                    withEnv(['PATH+HELD=%s']) {
                        multiStageBuild baseline: 'none'
                    }
                }
                """.formatted(TestPipelines.context(dockerfile), folder))
                                .scheduleBuild2(0))
                .waitForStart();
        jenkins.waitForMessage("Sleeping for", run);
        File program = new File(run.getRootDir(), "program.dat");
        File build = new File(run.getRootDir(), "build.xml");
        Thread.sleep(2000);
        long programBefore = program.length();
        run.save();
        long buildBefore = build.length();
        docker.awaitHeld("build");
        Thread.sleep(2000);
        long programGrowth = program.length() - programBefore;
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        long buildGrowth = build.length() - buildBefore;
        System.out.printf(
                "%s: program.dat %d + %d B, build.xml %d + %d B%n",
                name, programBefore, programGrowth, buildBefore, buildGrowth);
        assertThat(buildGrowth).isLessThan(MOST_BYTES);
        return programGrowth;
    }
}
