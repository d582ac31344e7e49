package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What the parameters of the step do that no other test needs anyway: labels, failFast, retries, toolName, the registry,
 * push and keepStashes have tests of their own.
 */
@WithSharedJenkins
class ParametersTest {
    private JenkinsRule jenkins;
    private Slave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = TestPipelines.agent(jenkins, "one", "docker", 1, "26");
    }

    @Test
    void shouldBuildWhatTheCallSays() throws Exception {
        build(Result.SUCCESS, """
                writeFile file: 'app/greeting', text: 'from app'
                writeFile file: 'docker/Dockerfile', text: '''
                ARG BASE
                FROM ${BASE} AS made
                ARG WORD=none
                COPY greeting /greeting
                RUN mkdir /out && echo "$WORD $(ls /sys/class/net)" >>/greeting && date +%%s%%N >>/greeting && cp /greeting /out
                FROM ${BASE} AS run
                COPY --from=made /out/greeting /
                FROM run AS unneeded
                RUN false
                '''
                2.times {
                    def built = multiStageBuild image: "said:${it}", context: 'app', dockerfile: 'docker/Dockerfile',
                        target: 'RUN', platform: 'linux/amd64', network: 'none', noCache: true, engine: 'docker',
                        buildArgs: [BASE: '%s', WORD: 'a "b" $c'], id: "call-${it}", name: 'Said twice'
                    echo "stash ${built.stages.made.stash}"
                }
                """.formatted(TestEngines.BASE), "Said twice:", "stash call-0-made", "stash call-1-made");
        List<String> first = TestEngines.docker("26", "run", "--rm", "said:0", "cat", "/greeting");
        assertThat(first).hasSize(2);
        assertThat(first.get(0)).isEqualTo("from appa \"b\" $c lo");
        // Without the cache nothing is taken from the first call.
        assertThat(TestEngines.docker("26", "run", "--rm", "said:1", "cat", "/greeting"))
                .isNotEqualTo(first);
    }

    @Test
    void shouldBuildADockerfilePerStage() throws Exception {
        build(Result.SUCCESS, """
                writeFile file: 'Dockerfile.build', text: 'FROM %1$s\\nRUN echo built >/made\\n'
                writeFile file: 'Dockerfile.run', text: 'FROM %1$s\\nCOPY --from=build /made /\\n'
                multiStageBuild image: 'files:1',
                    stages: [[name: 'build', dockerfile: 'Dockerfile.build'], [name: 'run', dockerfile: 'Dockerfile.run']]
                """.formatted(TestEngines.BASE), "in stash 'image-size-build'");
        assertThat(TestEngines.docker("26", "run", "--rm", "files:1", "cat", "/made"))
                .containsExactly("built");
    }

    @Test
    void shouldCompareWithWhatTheBaselineSays() throws Exception {
        WorkflowRun run = build(
                Result.SUCCESS,
                TestPipelines.context(TestPipelines.DIAMOND + "RUN head -c 100000 /dev/zero >/more\n")
                        + """
                writeFile file: 'Dockerfile.whole', text: 'FROM %1$s\\nRUN head -c 3000000 /dev/zero >/whole\\n'
                echo "file ${multiStageBuild(id: 'file', baseline: 'Dockerfile.whole').reduction > 0}"
                echo "image ${multiStageBuild(id: 'image', baseline: '%1$s').reduction < 0}"
                echo "none ${multiStageBuild(id: 'none', baseline: 'none').reduction}"
                """.formatted(TestEngines.BASE),
                "file true",
                "image true",
                "none null");
        assertThat(Objects.requireNonNull(report(run, "file").baseline()).label())
                .isEqualTo("Dockerfile.whole");
        assertThat(Objects.requireNonNull(report(run, "file").savings()).bytes())
                .isPositive();
        assertThat(Objects.requireNonNull(report(run, "image").baseline()).label())
                .isEqualTo("image '" + TestEngines.BASE + "'");
        assertThat(Objects.requireNonNull(report(run, "image").savings()).bytes())
                .isNegative();
        assertThat(report(run, "none").baseline()).isNull();
    }

    @Test
    void shouldFailTheBuildAboveTheBudgetAndGoOn() throws Exception {
        build(
                Result.FAILURE,
                TestPipelines.context(TestPipelines.DIAMOND) + """
                def built = multiStageBuild image: 'large:1', budget: '1 kB'
                echo "gate ${built.gateResult}, behind it"
                """,
                "exceeds 1 kB by",
                "gate FAILED, behind it");
    }

    @Test
    void shouldRunAsManyBranchesAtOnceAsJobsSays() throws Exception {
        WorkflowRun run = build(
                Result.SUCCESS,
                TestPipelines.context(TestPipelines.DIAMOND.replace("RUN mkdir", "RUN sleep 2; mkdir"))
                        + "multiStageBuild jobs: 1, noCache: true");
        List<StageFigures> stages = report(run, "image-size").stages();
        long leftStart = Objects.requireNonNull(stages.get(1).startMillis());
        long rightStart = Objects.requireNonNull(stages.get(2).startMillis());
        StageFigures earlier = stages.get(leftStart < rightStart ? 1 : 2);
        long end = Objects.requireNonNull(earlier.startMillis()) + Objects.requireNonNull(earlier.durationMillis());
        assertThat(Math.max(leftStart, rightStart)).isGreaterThanOrEqualTo(end);
    }

    private WorkflowRun build(Result result, String steps, String... said) throws Exception {
        WorkflowRun run = jenkins.buildAndAssertStatus(
                result, TestPipelines.job(jenkins, "parameters", "node('docker') {\n" + steps + "\n}"));
        for (String text : said) {
            jenkins.assertLogContains(text, run);
        }
        assertThat(TestEngines.leftovers("26")).isEmpty();
        assertThat(TestPipelines.leftFiles(agent, run)).isEmpty();
        return run;
    }

    private static SizeReport report(WorkflowRun run, String id) throws Exception {
        return ReportJson.read(SplitFolder.report(run, id));
    }
}
