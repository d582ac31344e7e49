package io.jenkins.plugins.multistagebuild.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StageDockerfileTest {
    static Plan plan(String text) throws DockerfileException {
        return plan(new SourceFile(null, Dockerfile.parse("Dockerfile", text)));
    }

    static Plan plan(SourceFile... files) throws DockerfileException {
        return Plan.of(StageGraph.of(List.of(files), SplitOptions.defaults()));
    }

    static SourceFile file(String name, String text) throws DockerfileException {
        return new SourceFile(name, Dockerfile.parse("Dockerfile." + name, text));
    }

    static StageDockerfile cut(Plan plan, int stage) {
        return StageDockerfile.of(plan, stage, input -> "stub:" + input);
    }

    @Test
    void shouldStubInputsAndCutWhatFollows() throws Exception {
        Plan plan = plan("""
                # syntax=docker/dockerfile:1
                ARG V=1

                FROM golang:$V AS build
                RUN go build
                # of run
                FROM scratch
                COPY --from=build /app /app
                FROM alpine AS after
                COPY --from=1 /app /app
                """);

        assertThat(cut(plan, 1).text()).isEqualTo("""
                        # syntax=docker/dockerfile:1
                        ARG V=1

                        FROM stub:0 AS build

                        # of run
                        FROM scratch
                        COPY --from=build /app /app""");
        assertThat(cut(plan, 0).text())
                .isEqualTo(plan.graph().node(0).file().text().split("\n# of run", 2)[0]);
    }

    @Test
    void shouldKeepNumbersAndLinesWithEmptyStubs() throws Exception {
        Plan plan = plan("FROM a AS one\nRUN x \\\n  y\n\nFROM b\nRUN <<E\nFROM c\nE\nFROM d\nCOPY --from=1 /x /x\n");

        assertThat(cut(plan, 2).text())
                .isEqualTo("FROM scratch AS one\n\n\n\nFROM stub:1\n\n\n\nFROM d\nCOPY --from=1 /x /x");
    }

    @Test
    void shouldKeepStagesItBuildsOnAndStubTheirInputs() throws Exception {
        Plan plan = plan(
                "FROM a AS x\nRUN x\nFROM b AS base\nCOPY --from=x /x /x\nONBUILD RUN y\nFROM base\nRUN z\nFROM c\n"
                        + "COPY --from=2 /z /z\n");

        assertThat(cut(plan, 2).text())
                .isEqualTo("FROM stub:0 AS x\n\nFROM b AS base\nCOPY --from=x /x /x\nONBUILD RUN y\nFROM base\nRUN z");
    }

    @Test
    void shouldKeepCaseOfKeywordsAndNames() throws Exception {
        Plan plan = plan("from a as Build\nrun x\nFROM b AS Other\nFROM scratch\nCOPY --from=build /x /x\n");

        assertThat(cut(plan, 2).text())
                .isEqualTo("from stub:0 as Build\n\nFROM scratch AS Other\nFROM scratch\nCOPY --from=build /x /x");
    }

    @Test
    void shouldKeepWindowsLineEnds() throws Exception {
        Plan plan = plan("FROM a AS b\r\nRUN x\r\n\r\nFROM scratch\r\nCOPY --from=b /x \\\r\n  /x\r\nFROM c\r\n");
        StageDockerfile cut = cut(plan, 1);

        assertThat(cut.text()).isEqualTo("FROM stub:0 AS b\n\r\n\r\nFROM scratch\r\nCOPY --from=b /x \\\r\n  /x");
        assertThat(Dockerfile.parse("Dockerfile", cut.text()).stages()).hasSize(2);
    }

    @Test
    void shouldKeepByteOrderMarkAndDirectives() throws Exception {
        Plan plan = plan("\uFEFF# escape=`\nFROM a AS b\nRUN x `\n y\nFROM scratch\nCOPY --from=b /x /x");

        assertThat(cut(plan, 1).text())
                .isEqualTo("\uFEFF# escape=`\nFROM stub:0 AS b\n\n\nFROM scratch\nCOPY --from=b /x /x");
    }

    @Test
    void shouldCutOffDanglingContinuation() throws Exception {
        Plan plan = Plan.of(StageGraph.of(
                Dockerfile.parse("Dockerfile", "FROM a AS x\nFROM b AS y\nCOPY --from=x /x /x\nRUN z \\\n"),
                SplitOptions.defaults()));

        assertThat(cut(plan, 1).text()).isEqualTo("FROM stub:0 AS x\nFROM b AS y\nCOPY --from=x /x /x\nRUN z ");
    }

    @Test
    void shouldInsertStubsOfOtherFilesAndShiftNumbers() throws Exception {
        Plan plan = plan(file("one", "FROM a\nRUN 1\n"), file("two", "FROM b\nRUN 2\n"), file("run", """
                        ARG V
                        FROM c AS own
                        RUN 3
                        FROM d AS base
                        ONBUILD COPY --from=0 /t /t
                        FROM base
                        COPY --from=0 /x /x
                        COPY --link --from=00 --chown=1 /y /y
                        COPY --from=two /2 /2
                        COPY --from=ONE /1 /1
                        """));
        StageDockerfile cut = cut(plan, 4);

        assertThat(cut.text()).isEqualTo("""
                        ARG V
                        FROM stub:0 AS one
                        FROM stub:1 AS two
                        FROM stub:2 AS own

                        FROM d AS base
                        ONBUILD COPY --from=2 /t /t
                        FROM base
                        COPY --from=2 /x /x
                        COPY --link --from=2 --chown=1 /y /y
                        COPY --from=two /2 /2
                        COPY --from=ONE /1 /1""");
        assertThat(cut.insertedLines()).isEqualTo(2);
        assertThat(IntStream.rangeClosed(1, 12).map(cut::originalLine))
                .containsExactly(1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void shouldShiftNumbersOfAnySpelling() throws Exception {
        Plan plan = plan(
                file("one", "FROM a\n"),
                file("run", "FROM b\nFROM c\nCOPY --from=one /1 /1\nCOPY --from=+0 /x /x\nCOPY --from=00000000 /y /y"));

        assertThat(cut(plan, 2).text())
                .isEqualTo("FROM stub:0 AS one\nFROM stub:1\nFROM c\nCOPY --from=one /1 /1\nCOPY --from=1 /x /x\n"
                        + "COPY --from=1 /y /y");
    }

    @Test
    void shouldNameStubOfOtherFileAsTheFileIsNamed() throws Exception {
        Plan plan = plan(
                file("build", "FROM a AS compile\n"),
                file("run", "FROM b AS compile\nFROM c\nCOPY --from=build /x /x\nCOPY --from=compile /y /y\n"));

        assertThat(cut(plan, 2).text())
                .isEqualTo("FROM stub:0 AS build\nFROM stub:1 AS compile\nFROM c\nCOPY --from=build /x /x\n"
                        + "COPY --from=compile /y /y");
    }

    @Test
    void shouldPointCollectorBehindInsertedStubs() throws Exception {
        Plan plan = plan(
                file("one", "FROM a\n"),
                file("two", "# x\nFROM b\nCOPY --from=one /1 /1\n"),
                file("run", "FROM c\nRUN x\nCOPY --from=two /2 /2\n"));
        StageDockerfile collected = cut(plan, 1).withCollector(plan);

        assertThat(collected.text())
                .isEqualTo("# x\nFROM stub:0 AS one\nFROM b\nCOPY --from=one /1 /1\nFROM scratch\n"
                        + "COPY --from=1 [\"/2\", \"/2\"]\n");
        assertThat(collected.originalLine(4)).isEqualTo(3);
        assertThat(Objects.requireNonNull(collected.collectedAt(6)).path()).isEqualTo("/2");
        assertThat(collected.originalLine(6)).as("where it is taken").isEqualTo(3);
        assertThat(collected.collectedAt(5)).isNull();
        assertThat(collected.originalLine(5)).isEqualTo(3);
    }

    @Test
    void shouldAskForStubsOfInputsOnly() throws Exception {
        Plan plan = plan("FROM a AS b\nFROM c AS d\nFROM e\nCOPY --from=d /x /x\n");
        List<Integer> asked = new ArrayList<>();

        StageDockerfile.of(plan, 2, input -> {
            asked.add(input);
            return "stub";
        });

        assertThat(asked).containsExactly(1);
    }

    @Test
    void shouldPrepareSharedBasesThatDoSomething() throws Exception {
        Plan shared = plan("""
                FROM alpine AS idle
                FROM idle AS base
                RUN x
                FROM base AS a
                RUN a
                FROM base AS b
                RUN b
                FROM base AS lost
                FROM scratch
                COPY --from=a / /
                COPY --from=b / /
                """);
        Plan idle = plan("FROM x AS base\nENV A=b\nFROM base AS a\nFROM base\nCOPY --from=a / /\n");
        Plan branch =
                plan("FROM x AS base\nRUN y\nFROM base AS a\nFROM base\nCOPY --from=a / /\nCOPY --from=base / /\n");
        Plan lonely = plan("FROM x AS base\nRUN y\nFROM base AS lost\nFROM base\n");

        assertThat(shared.preparations()).containsExactly(new Branch(1, List.of(), List.of(0)));
        assertThat(shared.branches()).allSatisfy(b -> {
            Integer expected = b.stage() == 5 ? null : Integer.valueOf(1);
            assertThat(shared.builtUpon(b)).isEqualTo(expected);
        });
        assertThat(idle.preparations()).as("nothing to cache").isEmpty();
        assertThat(branch.preparations()).as("built as a branch").isEmpty();
        assertThat(branch.builtUpon(branch.branches().get(1))).isZero();
        assertThat(lonely.preparations()).as("one branch on it").isEmpty();
    }
}
