package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.dockerfile.Suggestion;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.StageDockerfile;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "split",
        description = "Prints the Dockerfile of one stage: cut off after it, with stub images (named"
                + " multi-stage-build/outputs:STAGE) for the stages it takes files from.")
final class SplitCommand implements Callable<Integer> {
    @Mixin
    private final DockerfileOptions dockerfile = new DockerfileOptions();

    @Option(names = "--stage", required = true, paramLabel = "NAME_OR_INDEX", description = "The stage.")
    private String stage = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StageGraph graph = dockerfile.graph();
        String text = StageDockerfile.of(
                        Plan.of(graph),
                        find(graph),
                        input ->
                                "multi-stage-build/outputs:" + graph.node(input).displayName())
                .text();
        spec.commandLine().getOut().print(text.endsWith("\n") ? text : text + "\n");
        return ExitStatus.DONE;
    }

    private int find(StageGraph graph) throws BuildProblemException {
        String wanted = stage.toLowerCase(Locale.ROOT);
        List<StageNode> named = graph.nodes().stream()
                .filter(node -> wanted.equals(node.name()))
                .toList();
        if (!named.isEmpty()) {
            return named.get(named.size() - 1).index();
        }
        if (stage.matches("\\d{1,6}") && Integer.parseInt(stage) < graph.nodes().size()) {
            return Integer.parseInt(stage);
        }
        List<String> names = graph.nodes().stream()
                .map(StageNode::name)
                .filter(Objects::nonNull)
                .map(String.class::cast)
                .distinct()
                .toList();
        String hint = Suggestion.clause(stage, names);
        throw new BuildProblemException(
                "--stage " + stage + " names no stage" + (hint.isEmpty() ? "; " + all(graph, names) : hint));
    }

    private static String all(StageGraph graph, List<String> names) {
        int last = graph.nodes().size() - 1;
        String stages = last == 0 ? "there is only stage 0" : "there are stages 0 to " + last;
        if (names.isEmpty()) {
            return last == 0 ? stages : stages + ", without names";
        }
        return stages + ", named " + String.join(", ", names);
    }
}
