package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A build takes little longer than the critical path of its stages, by the times that each took itself. Where agents, their
 * engine and Jenkins share a few processors, what is measured is how these are shared, so that only a rough limit holds.
 */
@WithSharedJenkins
class CriticalPathTest {
    private static final int STAGES = 60;
    private static final int CHAINS = 10;
    private static final int SLEEP_SECONDS = 10;
    private static final int DIAMOND_AGENTS = 3;

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    /**
     * Ten chains of six stages each with links between them: what is on the critical path differs from run to run. The
     * agents have built before, as those of a farm have.
     */
    @Test
    void shouldDecideHowLongSixtyStagesTake() throws Exception {
        for (int i = 0; i < CHAINS; i++) {
            TestPipelines.agent(jenkins, "agent" + i, "docker", 1, "26");
        }
        String first = IntStream.range(0, CHAINS)
                .mapToObj(i -> "s%d: 'agent%d'".formatted(i, i))
                .collect(Collectors.joining(", ", "labels: [", "]"));
        build("warm", TestPipelines.context(dockerfile(CHAINS + 1, 0)), first);
        WorkflowRun run = build("sixty", TestPipelines.context(dockerfile(STAGES, SLEEP_SECONDS)), "baseline: 'none'");
        assertLittleLonger(run, STAGES + " stages on " + CHAINS + " agents", CHAINS);
    }

    @Test
    void shouldDecideHowLongADiamondTakes() throws Exception {
        for (int i = 0; i < DIAMOND_AGENTS; i++) {
            TestPipelines.agent(jenkins, "agent" + i, "docker", 1, "26");
        }
        Path example = Path.of("examples", "diamond").toAbsolutePath();
        WorkflowRun run = build(
                "diamond",
                "sh 'cp -R %s/. .'".formatted(example),
                "baseline: 'none', buildArgs: [BASE_IMAGE: '%s']".formatted(TestEngines.BASE));
        assertLittleLonger(run, "diamond on " + DIAMOND_AGENTS + " agents", DIAMOND_AGENTS);
    }

    private static void assertLittleLonger(WorkflowRun run, String what, int agents) throws Exception {
        SizeReport report = ReportJson.read(SplitFolder.report(run, "image-size"));
        long wall = report.durationMillis();
        long critical = criticalPath(report.stages());
        System.out.printf("%s: %.1f s, critical path %.1f s%n", what, wall / 1000.0, critical / 1000.0);
        boolean roomy = Runtime.getRuntime().availableProcessors() > agents;
        assertThat(wall).isLessThanOrEqualTo(critical * (roomy ? 11 : 20) / 10 + 10_000);
        assertThat(TestEngines.leftovers("26")).isEmpty();
    }

    private WorkflowRun build(String name, String context, String parameters) throws Exception {
        return jenkins.buildAndAssertSuccess(TestPipelines.job(jenkins, name, """
                node('built-in') {
                    %s
                    multiStageBuild label: 'docker', noCache: true, %s
                }
                """.formatted(context, parameters)));
    }

    private static String dockerfile(int stages, int sleep) {
        StringBuilder dockerfile = new StringBuilder();
        for (int i = 0; i < stages - 1; i++) {
            dockerfile.append("FROM %s AS s%d%n".formatted(TestEngines.BASE, i));
            for (int input : inputs(i, stages)) {
                dockerfile.append("COPY --from=s%1$d /s%1$d /s%1$d%n".formatted(input));
            }
            dockerfile.append("RUN sleep %2$d; echo %1$d > /s%1$d%n".formatted(i, sleep));
        }
        dockerfile.append("FROM %s%n".formatted(TestEngines.BASE));
        for (int input : inputs(stages - 1, stages)) {
            dockerfile.append("COPY --from=s%1$d /s%1$d /all/%n".formatted(input));
        }
        return dockerfile.toString();
    }

    /**
     * The longest way to the last stage, which is the target. A stage that others build on is in their own times: it is built
     * in their branches.
     */
    private static long criticalPath(List<StageFigures> stages) {
        long[] end = new long[stages.size()];
        for (StageFigures stage : stages) {
            long start = stage.inputs().stream()
                    .filter(input -> !input.paths().isEmpty())
                    .mapToLong(input -> end[input.stage()])
                    .max()
                    .orElse(0);
            end[stage.index()] = start + Objects.requireNonNull(stage.durationMillis());
        }
        return end[stages.size() - 1];
    }

    private static List<Integer> inputs(int stage, int stages) {
        List<Integer> inputs = new ArrayList<>();
        if (stage == stages - 1) {
            IntStream.range(stages - 1 - CHAINS, stages - 1).forEach(inputs::add);
        } else if (stage >= CHAINS) {
            inputs.add(stage - CHAINS);
            if (stage % 3 == 0) {
                inputs.add(stage / CHAINS * CHAINS - CHAINS + (stage + 3) % CHAINS);
            }
        }
        return inputs;
    }
}
