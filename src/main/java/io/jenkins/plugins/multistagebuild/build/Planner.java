package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.BuilderRules;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans a build for one engine. A path that a stage copies may hold a variable that only its base image defines; then the
 * engine is asked for that image's environment. If it cannot tell, the producing stage hands on its whole file system.
 */
final class Planner {
    private final ContainerEngine engine;
    private final BuildSpec spec;
    private final OutputListener log;

    Planner(ContainerEngine engine, BuildSpec spec, OutputListener log) {
        this.engine = engine;
        this.spec = spec;
        this.log = log;
    }

    Plan plan() throws BuildProblemException, InterruptedException {
        SplitOptions options = SplitOptions.defaults()
                .withTarget(spec.target())
                .withBuildArgs(spec.buildArgs())
                .withPlatform(spec.platform())
                .withContexts(spec.flags().buildContexts().keySet())
                .withRules(engine.builder() == Builder.CLASSIC ? BuilderRules.CLASSIC : BuilderRules.BUILDKIT);
        StageGraph graph = StageGraph.of(spec.sources(), options);
        Set<String> unknown = unknownBases(graph);
        if (!unknown.isEmpty()) {
            Map<String, Map<String, String>> environments = new HashMap<>();
            for (String image : unknown) {
                ImageInfo info = find(image);
                if (info != null) {
                    environments.put(image, variables(info));
                }
            }
            graph = StageGraph.of(spec.sources(), options.withBaseEnvironments(environments));
        }
        return Plan.of(graph);
    }

    /** The base images under needed stages in whose paths a variable is left. */
    private static Set<String> unknownBases(StageGraph graph) {
        Set<String> images = new TreeSet<>();
        for (StageNode node : graph.neededNodes()) {
            boolean left = node.inputs().stream()
                    .flatMap(input -> input.paths().stream())
                    .anyMatch(path -> !path.known());
            StageNode at = node;
            while (left && at.base() instanceof Base.Stage base) {
                at = graph.node(base.index());
            }
            if (left && at.base() instanceof Base.Image image) {
                images.add(image.reference());
            }
        }
        return images;
    }

    private @Nullable ImageInfo find(String image) throws BuildProblemException, InterruptedException {
        ImageInfo info = engine.inspect(image);
        if (info == null) {
            try {
                engine.pull(image, spec.platform(), log);
                info = engine.inspect(image);
            } catch (ContainerException e) {
                log.line("the environment of " + image + " is not known: " + e.getMessage());
            }
        }
        return info;
    }

    private static Map<String, String> variables(ImageInfo info) {
        Map<String, String> variables = new HashMap<>();
        for (String entry : info.environment()) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }
}
