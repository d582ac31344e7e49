package io.jenkins.plugins.multistagebuild.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import io.jenkins.plugins.multistagebuild.report.PlanDiagram;
import io.jenkins.plugins.multistagebuild.report.PlanJson;
import io.jenkins.plugins.multistagebuild.report.PlanText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanPropertyTest {
    private static final String STUB = "stub.example/outputs:";

    @Provide
    Arbitrary<RandomStages> stages() {
        return RandomStages.arbitrary();
    }

    private static Plan plan(String text) throws DockerfileException {
        return Plan.of(StageGraph.of(Dockerfile.parse("Dockerfile", text), SplitOptions.defaults()));
    }

    @Property
    void shouldHaveEveryNeededStageInExactlyTheBranchesThatNeedIt(@ForAll("stages") RandomStages stages)
            throws Exception {
        Plan plan = plan(stages.text());

        assertThat(plan.branches()).extracting(Branch::stage).containsExactlyElementsOf(stages.yields());
        for (Branch branch : plan.branches()) {
            Set<Integer> inputs = new TreeSet<>(stages.sources().get(branch.stage()));
            stages.chain(branch.stage())
                    .forEach(base -> inputs.addAll(stages.sources().get(base)));
            assertThat(branch.includes()).isEqualTo(stages.chain(branch.stage()));
            assertThat(branch.inputs()).containsExactlyElementsOf(inputs);
        }
        Set<Integer> built = plan.branches().stream()
                .flatMap(branch -> Stream.concat(Stream.of(branch.stage()), branch.includes().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(built).isEqualTo(stages.needed());
        assertThat(plan.graph().neededNodes()).extracting(StageNode::index).containsExactlyElementsOf(stages.needed());
    }

    @Property
    void shouldOrderBranchesBehindTheirInputs(@ForAll("stages") RandomStages stages) throws Exception {
        Plan plan = plan(stages.text());

        Set<Integer> ended = new HashSet<>();
        for (Branch branch : plan.branches()) {
            assertThat(ended).containsAll(branch.inputs());
            ended.add(branch.stage());
        }
    }

    @Property
    void shouldPrepareExactlyTheSharedBases(@ForAll("stages") RandomStages stages) throws Exception {
        Plan plan = plan(stages.text());
        Set<Integer> shared = new TreeSet<>();
        for (int base : stages.needed()) {
            long children = stages.needed().stream()
                    .filter(stage -> stages.bases().get(stage) == base)
                    .count();
            if (children > 1 && !stages.yields().contains(base)) {
                shared.add(base);
            }
        }

        assertThat(plan.preparations()).extracting(Branch::stage).containsExactlyElementsOf(shared);
        Set<Integer> units = new HashSet<>(shared);
        units.addAll(stages.yields());
        for (Branch branch : plan.branches()) {
            Integer upon = stages.chain(branch.stage()).stream()
                    .filter(units::contains)
                    .reduce((lower, upper) -> upper)
                    .orElse(null);
            assertThat(plan.builtUpon(branch)).isEqualTo(upon);
        }
    }

    @Property
    void shouldCutAndStubToTheExpectedGraph(@ForAll("stages") RandomStages stages) throws Exception {
        Plan plan = plan(stages.text());

        for (Branch branch : plan.branches()) {
            StageDockerfile cut = StageDockerfile.of(plan, branch.stage(), input -> STUB + input);
            check(plan, branch, plan(cut.text()).graph());
            assertThat(plan(cut.text()).graph().nodes()).hasSize(branch.stage() + 1);
            if (branch.stage() != plan.graph().target()) {
                StageDockerfile collected = cut.withCollector(plan);
                checkCollector(plan, branch, collected);
            }
        }
    }

    private static void check(Plan plan, Branch branch, StageGraph graph) {
        for (StageNode node : graph.nodes().subList(0, branch.stage() + 1)) {
            StageNode original = plan.graph().node(node.index());
            boolean whole = node.index() == branch.stage() || branch.includes().contains(node.index());
            boolean input = branch.inputs().contains(node.index());
            assertThat(node.name()).isEqualTo(original.name());
            assertThat(node.stage().range().startLine())
                    .isEqualTo(original.stage().range().startLine());
            if (whole) {
                assertThat(node.base()).isEqualTo(original.base());
                assertThat(node.images()).isEqualTo(original.images());
                assertThat(taken(node)).isEqualTo(taken(original));
                assertThat(node.stage().instructions())
                        .hasSameSizeAs(original.stage().instructions());
            } else {
                assertThat(node.base()).isEqualTo(input ? new Base.Image(STUB + node.index()) : empty(graph, node));
                assertThat(node.inputs()).isEmpty();
                assertThat(node.stage().instructions()).isEmpty();
            }
        }
    }

    /** What {@code FROM scratch} means: nothing, unless there is an earlier stage of that name. */
    private static Base empty(StageGraph graph, StageNode node) {
        return graph.nodes().subList(0, node.index()).stream()
                .filter(earlier -> "scratch".equals(earlier.name()))
                .<Base>map(earlier -> new Base.Stage(earlier.index()))
                .reduce(new Base.Scratch(), (former, latter) -> latter);
    }

    private static Map<Integer, List<String>> taken(StageNode node) {
        return node.inputs().stream()
                .collect(Collectors.toMap(
                        Input::stage,
                        input -> input.paths().stream()
                                .map(path -> input.kind() + path.text())
                                .toList(),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    }

    private static void checkCollector(Plan plan, Branch branch, StageDockerfile collected) throws DockerfileException {
        StageGraph graph = plan(collected.text()).graph();
        check(plan, branch, graph);
        assertThat(graph.target()).isEqualTo(branch.stage() + 1);
        StageNode collector = graph.node(graph.target());
        assertThat(collector.base()).isEqualTo(new Base.Scratch());
        assertThat(collector.stage().range().startLine()).isEqualTo(collected.collectorLine());
        List<Output> outputs = plan.copies(branch.stage());
        assertThat(outputs).isNotEmpty();
        assertThat(collector.stage().instructions()).hasSameSizeAs(outputs);
        assertThat(collector.inputs()).hasSize(1);
        assertThat(collector.inputs().get(0).stage()).isEqualTo(branch.stage());
        Set<String> copied = new HashSet<>();
        collector.inputs().get(0).paths().forEach(path -> copied.add(withoutClass(path.absolute())));
        assertThat(copied).isEqualTo(outputs.stream().map(Output::copied).collect(Collectors.toSet()));
    }

    /** The folder of a pattern is written as a pattern of its own that matches nothing else. */
    private static String withoutClass(String path) {
        return path.replaceAll("\\[(.)]", "$1");
    }

    @Property
    void shouldHoldEveryTakenPathInAnOutput(@ForAll("stages") RandomStages stages) throws Exception {
        Plan plan = plan(stages.text());

        for (StageNode node : plan.graph().neededNodes()) {
            for (Input input : node.inputs()) {
                assertThat(input.paths()).allSatisfy(path -> assertThat(plan.outputs(input.stage()))
                        .anyMatch(output -> output.path().equals(path.absolute()) || output.covers(Output.of(path))));
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> line = Arbitraries.of(
                "FROM alpine",
                "FROM alpine AS a",
                "FROM A AS b",
                "FROM a AS b",
                "FROM b",
                "FROM scratch AS scratch",
                "FROM $X AS c",
                "FROM --platform=$BUILDPLATFORM ${X:-a} AS d",
                "FROM --platform=$Y alpine",
                "FROM ${X%%a*}",
                "FROM ${X?",
                "ARG X",
                "ARG X=a Y=$X",
                "ARG X=${Y:?no}",
                "ENV X=b Y=${X}",
                "ENV $X=$X",
                "COPY --from=0 /a /b",
                "COPY --from=1 $X/a ${Y%/*} /b/",
                "COPY --from=7 /a /b",
                "COPY --from=-1 /a /b",
                "COPY --from=99999999999 /a /b",
                "COPY --from=a /../* /b",
                "COPY --from=B --parents /x/./y /b",
                "COPY --from=d [\"/a b\", \"/$X\", \"/d/\"]",
                "COPY --from=scratch \\[ /b",
                "COPY --from=alpin x /b",
                "COPY --from=a <<E /b",
                "E",
                "RUN --mount=from=a,target=/x true",
                "RUN --mount=type=cache,from=b,source=$X,target=/x --mount=from=0,target=/y true",
                "ONBUILD COPY --from=a /a /b",
                "ONBUILD COPY --from=2 /${X} /b",
                "ONBUILD ARG X=c",
                "ONBUILD RUN --mount=from=b,source=${X:?},target=/x true",
                "RUN x \\",
                "# escape=`",
                "");
        return line.list().ofMaxSize(14).map(lines -> String.join("\n", lines));
    }

    @Property(tries = 5000)
    void shouldPlanAnyTextOrSayWhere(@ForAll("texts") String text, @ForAll BuilderRules rules) {
        try {
            SplitOptions options = SplitOptions.defaults().withRules(rules);
            Plan plan = Plan.of(StageGraph.of(Dockerfile.parse("Dockerfile", "FROM x AS a\n" + text), options));
            assertThat(PlanJson.of(plan)).isNotBlank();
            assertThat(PlanText.of(plan)).isNotBlank();
            assertThat(PlanDiagram.dot(plan)).isNotBlank();
            assertThat(PlanDiagram.mermaid(plan)).isNotBlank();
            for (Branch branch : plan.branches()) {
                StageDockerfile cut = StageDockerfile.of(plan, branch.stage(), input -> STUB + input);
                String whole = cut.withCollector(plan).text();
                StageGraph graph = StageGraph.of(Dockerfile.parse("Dockerfile", cut.text()), options);
                check(plan, branch, graph);
                StageGraph.of(Dockerfile.parse("Dockerfile", whole), options);
            }
        } catch (DockerfileException e) {
            SourceRange range = e.range();
            long lines = text.lines().count() + 2;
            assertThat(range.startLine()).isBetween(1, (int) lines);
            assertThat(range.endLine()).isBetween(range.startLine(), (int) lines);
            assertThat(e.problem()).as("a cut-and-stubbed text fails nowhere").doesNotContain("stub.example");
        }
    }
}
