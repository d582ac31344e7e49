package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build with many stages. */
@WithJenkins
class ManyStagesTest {
    private static final int STAGES = 60;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    /** Ten chains of six stages each with links between them: what is on the critical path differs from run to run. */
    @Test
    void shouldTakeLittleLongerThanTheCriticalPath() throws Exception {
        for (int i = 1; i <= 10; i++) {
            TestPipelines.agent(jenkins, "agent" + i, "docker", 1, "26");
        }
        StringBuilder dockerfile = new StringBuilder();
        for (int i = 0; i < STAGES - 1; i++) {
            dockerfile.append("FROM %s AS s%d%n".formatted(TestEngines.BASE, i));
            for (int input : inputs(i)) {
                dockerfile.append("COPY --from=s%1$d /s%1$d /s%1$d%n".formatted(input));
            }
            dockerfile.append("RUN sleep 1; echo %1$d > /s%1$d%n".formatted(i));
        }
        dockerfile.append("FROM %s%n".formatted(TestEngines.BASE));
        for (int input : inputs(STAGES - 1)) {
            dockerfile.append("COPY --from=s%1$d /s%1$d /all/%n".formatted(input));
        }
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "sixty", """
                node('built-in') {
                    %s
                    multiStageBuild label: 'docker', baseline: 'none', noCache: true
                }
                """.formatted(TestPipelines.context(dockerfile.toString()))));
        JsonNode report =
                new ObjectMapper().readTree(new File(run.getRootDir(), "multi-stage-build/image-size/report.json"));
        long wall = report.required("durationMillis").asLong();
        long critical = criticalPath(report.required("stages"));
        System.out.printf(
                "%d stages on 10 agents: %.1f s, critical path %.1f s%n", STAGES, wall / 1000.0, critical / 1000.0);
        assertThat(wall).isLessThanOrEqualTo(critical * 11 / 10 + 10_000);
        assertThat(TestEngines.leftovers("26")).isEmpty();
    }

    /** The longest way through the stages, by the times that each took itself. */
    private static long criticalPath(JsonNode stages) {
        long[] end = new long[STAGES];
        for (int i = 0; i < STAGES; i++) {
            long start = inputs(i).stream().mapToLong(input -> end[input]).max().orElse(0);
            end[i] = start + stages.required(i).required("durationMillis").asLong();
        }
        return end[STAGES - 1];
    }

    private static List<Integer> inputs(int stage) {
        List<Integer> inputs = new ArrayList<>();
        if (stage == STAGES - 1) {
            IntStream.range(STAGES - 11, STAGES - 1).forEach(inputs::add);
        } else if (stage >= 10) {
            inputs.add(stage - 10);
            if (stage % 3 == 0) {
                inputs.add(stage / 10 * 10 - 10 + (stage + 3) % 10);
            }
        }
        return inputs;
    }
}
