package io.jenkins.plugins.multistagebuild.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.report.PlanJson;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twice as many stages may take about twice as long, from the text of the Dockerfile to the JSON of its plan. */
class PlanPerformanceTest {
    private static final int STAGES = 2_500;
    private static final int WARM_UPS = 4;
    /** A quiet machine needs the first few; what is quadratic stays above the limit however often it is tried. */
    private static final int ROUNDS = 60;

    private static final int LEAST_ROUNDS = 7;
    /** Linear is 2 and quadratic 4. */
    private static final double MOST = 3.0;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    enum Shape {
        CHAIN_OF_COPIES(i -> i == 0
                ? "FROM alpine AS s0\nRUN x\n"
                : "FROM alpine AS s" + i + "\nRUN x\nCOPY --from=s" + (i - 1) + " /out /in\n"),
        CHAIN_OF_COPIES_BY_NUMBER(i -> i == 0 ? "FROM alpine\n" : "FROM alpine\nCOPY --from=" + (i - 1) + " /a /b\n"),
        CHAIN_OF_BASES(
                i -> "FROM " + (i == 0 ? "alpine" : "s" + (i - 1)) + " AS s" + i + "\nENV V" + i + "=1\nRUN x\n"),
        SHARED_BASE(i -> i == 0
                ? "FROM alpine AS base\nRUN x\n"
                : "FROM base AS s" + i + "\nRUN x\nCOPY --from=" + (i - 1) + " /a /b\n"),
        FAN_IN(i -> "FROM alpine AS s" + i + "\nRUN x\nCOPY --from=" + (i == 0 ? "nginx" : "0") + " /a /b\n") {
            @Override
            String text(int stages) {
                StringBuilder text = new StringBuilder(super.text(stages)).append("FROM scratch\n");
                for (int i = 0; i < stages; i++) {
                    text.append("COPY --from=s")
                            .append(i)
                            .append(" /out/")
                            .append(i)
                            .append(" /\n");
                }
                return text.toString();
            }
        },
        ONE_PRODUCER_OF_MANY_PATHS(i -> i == 0
                ? "FROM alpine AS s0\nRUN x\n"
                : "FROM scratch AS s" + i + "\nCOPY --from=0 /out/" + i + " /b\nCOPY --from=" + (i - 1) + " /a /b\n"),
        IMAGES(i ->
                "FROM registry.example/i" + i + ":1 AS s" + i + "\nCOPY --from=registry.example/t" + i + " /a /b\n"),
        ARGUMENTS(i -> i == 0
                ? "FROM scratch AS s0\n"
                : "FROM s" + (i - 1) + " AS s" + i + "\nARG A" + i + "=x\nENV B=/$A" + i
                        + "\nCOPY --from=nginx $B /\n");

        private final IntFunction<String> stage;

        Shape(IntFunction<String> stage) {
            this.stage = stage;
        }

        String text(int stages) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < stages; i++) {
                text.append(stage.apply(i));
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldPlanInLinearTime(Shape shape) throws Exception {
        String half = shape.text(STAGES);
        String whole = shape.text(2 * STAGES);
        for (int i = 0; i < WARM_UPS; i++) {
            plan(half);
            plan(whole);
        }
        long least = Long.MAX_VALUE;
        long leastOfHalf = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && (i < LEAST_ROUNDS || least >= MOST * leastOfHalf); i++) {
            leastOfHalf = Math.min(leastOfHalf, plan(half));
            least = Math.min(least, plan(whole));
        }

        assertThat((double) least / leastOfHalf)
                .as("%d µs for %d stages, %d µs for twice as many", leastOfHalf / 1000, STAGES, least / 1000)
                .isLessThan(MOST);
    }

    /** Returns the nanoseconds that this thread was busy with it, whatever else the machine does. */
    private static long plan(String text) throws DockerfileException {
        long start = THREADS.getCurrentThreadCpuTime();
        Plan plan = Plan.of(StageGraph.of(Dockerfile.parse("Dockerfile", text), SplitOptions.defaults()));
        assertThat(PlanJson.of(plan)).startsWith("{");
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
