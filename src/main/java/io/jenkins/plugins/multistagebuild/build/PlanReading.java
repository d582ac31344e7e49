package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.split.BuilderRules;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import java.io.Serializable;
import java.util.Map;

/**
 * Everything about an engine that decides how Dockerfiles are read. The same reading of the same files gives the same
 * plan on every machine, so it is found out once, and may travel.
 *
 * @param rules the builder's reading of the language
 * @param platform the platform of the machine that read, such as {@code linux/amd64}
 * @param baseEnvironments the ENV of base images by reference, as far as a path depends on it
 */
public record PlanReading(BuilderRules rules, String platform, Map<String, Map<String, String>> baseEnvironments)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public PlanReading {
        baseEnvironments = Map.copyOf(baseEnvironments);
    }

    /**
     * The plan of a build.
     *
     * @throws BuildProblemException if a Dockerfile, the target or the order of stages is wrong
     */
    public Plan plan(BuildSpec spec) throws BuildProblemException {
        return Plan.of(graph(spec));
    }

    StageGraph graph(BuildSpec spec) throws BuildProblemException {
        return StageGraph.of(
                spec.sources(),
                SplitOptions.defaults()
                        .withTarget(spec.target())
                        .withBuildArgs(spec.buildArgs())
                        .withPlatform(spec.platform())
                        .withBuilderPlatform(platform)
                        .withContexts(spec.flags().buildContexts().keySet())
                        .withRules(rules)
                        .withBaseEnvironments(baseEnvironments));
    }
}
