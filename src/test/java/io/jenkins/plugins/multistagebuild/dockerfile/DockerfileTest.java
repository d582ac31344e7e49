package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.multistagebuild.dockerfile.Segment.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    @Test
    void shouldCutFileIntoSegments() throws Exception {
        String text = "\uFEFF# syntax=x\n\n# c\nFROM a \\\n# d\n AS b\r\n  RUN <<E\nx\nE\n\t\n";

        Dockerfile file = Dockerfile.parse("Dockerfile", text);

        assertThat(file.segments())
                .extracting(Segment::kind)
                .containsExactly(
                        Kind.BYTE_ORDER_MARK,
                        Kind.DIRECTIVE,
                        Kind.BLANK,
                        Kind.COMMENT,
                        Kind.INSTRUCTION,
                        Kind.INSTRUCTION,
                        Kind.BLANK);
        assertThat(file.segments().get(5).text()).isEqualTo("  RUN <<E\nx\nE\n");
        assertThat(file.print()).isEqualTo(text);
    }

    @Test
    void shouldGiveRangesThatCutTheText() throws Exception {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile", "\uFEFFFROM a\nCOPY --chown=1 --fr\\\nom=b c d # \nRUN --mount=target=/x,from=\"é\" e\n");
        Instruction.Copy copy =
                (Instruction.Copy) file.stages().get(0).instructions().get(0);
        Instruction.Run run =
                (Instruction.Run) file.stages().get(0).instructions().get(1);

        assertThat(cut(file, copy.range())).isEqualTo("COPY --chown=1 --fr\\\nom=b c d # ");
        assertThat(cut(file, copy.from().range())).isEqualTo("--fr\\\nom=b");
        assertThat(cut(file, copy.from().valueRange())).isEqualTo("b");
        assertThat(cut(file, run.mounts().get(0).range())).isEqualTo("--mount=target=/x,from=\"é\"");
        assertThat(cut(file, run.mounts().get(0).fromRange())).isEqualTo("é");
        assertThat(file.stages().get(0).from().range().start()).isEqualTo(new Position(1, 1, 1));
    }

    private static String cut(Dockerfile file, SourceRange range) {
        return file.text().substring(range.start().offset(), range.end().offset());
    }

    @Test
    void shouldLocateMistakesWithinTheLine() {
        DockerfileException failure = catchThrowableOfType(
                DockerfileException.class, () -> Dockerfile.parse("dir/Dockerfile", "FROM a\nCOPY --form=x a b\n"));

        assertThat(failure.fileName()).isEqualTo("dir/Dockerfile");
        assertThat(failure.problem()).isEqualTo("COPY has no flag --form; did you mean '--from'?");
        assertThat(failure.range()).isEqualTo(new SourceRange(new Position(2, 6, 12), new Position(2, 14, 20)));
    }

    @Test
    void shouldEndRangeOnTheLineThatALineBreakCloses() {
        SourceRange range = new SourceRange(new Position(2, 1, 5), new Position(4, 1, 20));

        assertThat(range.startLine()).isEqualTo(2);
        assertThat(range.endLine()).isEqualTo(3);
        assertThat(new SourceRange(range.start(), range.start()).endLine()).isEqualTo(2);
    }

    @Test
    void shouldParseThousandsOfStagesInLinearTime() throws Exception {
        String small = stages(1_000);
        String large = stages(8_000);
        for (int i = 0; i < 5; i++) {
            Dockerfile.parse("Dockerfile", large);
        }

        Duration one = processorTime(small);
        Duration eight = processorTime(large);

        assertThat(Dockerfile.parse("Dockerfile", large).stages()).hasSize(8_000);
        // Eight times the stages may take eight times the time, with room for noise; quadratic would be 64 times.
        assertThat(eight).isLessThan(one.multipliedBy(24).plusMillis(50));
    }

    private static String stages(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("FROM scratch AS s").append(i).append("\nARG A=1\nENV X=$A\n");
            text.append("RUN --mount=type=bind,from=s0,target=/x echo \\\n  hello\nCOPY --from=s0 /a /b\n");
        }
        return text.toString();
    }

    /** The best of several runs, in time of this thread's processor: other work on the machine does not count. */
    private static Duration processorTime(String text) throws DockerfileException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Dockerfile.parse("Dockerfile", text);
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        return Duration.ofNanos(best);
    }

    @Test
    void shouldSurviveHostileNesting() throws Exception {
        String brackets = "[".repeat(60_000);
        String braces = "${a:-".repeat(10_000);

        Dockerfile file = Dockerfile.parse("Dockerfile", "FROM a\nRUN " + brackets + "\nRUN " + braces + " <<E\n");

        assertThat(file.stages().get(0).instructions()).hasSize(2);
    }
}
