package io.jenkins.plugins.multistagebuild.split;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a build decides about the graph.
 *
 * @param target name of the stage to build, in any case; null for the last one
 * @param buildArgs values of {@code --build-arg}, over the defaults of the file
 * @param platform the {@code --platform} to build for, or null for the builder's own
 * @param builderPlatform the platform of the machine that builds, such as {@code linux/amd64}
 * @param rules whose reading of the language applies
 * @param baseEnvironments the ENV of base images by reference, as far as it is known
 * @param contexts the names of {@code --build-context}, each of which stands in for the stage or image of that name
 */
public record SplitOptions(
        @Nullable String target,
        Map<String, String> buildArgs,
        @Nullable String platform,
        String builderPlatform,
        BuilderRules rules,
        Map<String, Map<String, String>> baseEnvironments,
        Set<String> contexts) {

    public SplitOptions {
        buildArgs = Map.copyOf(buildArgs);
        baseEnvironments = Map.copyOf(baseEnvironments);
        contexts = Set.copyOf(contexts);
    }

    /** Everything at its default, for a builder on this machine. */
    public static SplitOptions defaults() {
        return new SplitOptions(null, Map.of(), null, Platforms.local(), BuilderRules.BUILDKIT, Map.of(), Set.of());
    }

    public SplitOptions withTarget(@Nullable String name) {
        return new SplitOptions(name, buildArgs, platform, builderPlatform, rules, baseEnvironments, contexts);
    }

    public SplitOptions withBuildArgs(Map<String, String> values) {
        return new SplitOptions(target, values, platform, builderPlatform, rules, baseEnvironments, contexts);
    }

    public SplitOptions withPlatform(@Nullable String name) {
        return new SplitOptions(target, buildArgs, name, builderPlatform, rules, baseEnvironments, contexts);
    }

    public SplitOptions withBuilderPlatform(String name) {
        return new SplitOptions(target, buildArgs, platform, name, rules, baseEnvironments, contexts);
    }

    public SplitOptions withRules(BuilderRules value) {
        return new SplitOptions(target, buildArgs, platform, builderPlatform, value, baseEnvironments, contexts);
    }

    public SplitOptions withBaseEnvironments(Map<String, Map<String, String>> values) {
        return new SplitOptions(target, buildArgs, platform, builderPlatform, rules, values, contexts);
    }

    public SplitOptions withContexts(Set<String> names) {
        return new SplitOptions(target, buildArgs, platform, builderPlatform, rules, baseEnvironments, names);
    }
}
