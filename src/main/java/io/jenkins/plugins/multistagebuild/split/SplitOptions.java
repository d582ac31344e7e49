package io.jenkins.plugins.multistagebuild.split;

import java.util.Map;
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
 */
public record SplitOptions(
        @Nullable String target,
        Map<String, String> buildArgs,
        @Nullable String platform,
        String builderPlatform,
        BuilderRules rules,
        Map<String, Map<String, String>> baseEnvironments) {

    public SplitOptions {
        buildArgs = Map.copyOf(buildArgs);
        baseEnvironments = Map.copyOf(baseEnvironments);
    }

    /** Everything at its default, for a builder on this machine. */
    public static SplitOptions defaults() {
        return new SplitOptions(null, Map.of(), null, Platforms.local(), BuilderRules.BUILDKIT, Map.of());
    }

    public SplitOptions withTarget(@Nullable String name) {
        return new SplitOptions(name, buildArgs, platform, builderPlatform, rules, baseEnvironments);
    }

    public SplitOptions withBuildArgs(Map<String, String> values) {
        return new SplitOptions(target, values, platform, builderPlatform, rules, baseEnvironments);
    }

    public SplitOptions withPlatform(@Nullable String name) {
        return new SplitOptions(target, buildArgs, name, builderPlatform, rules, baseEnvironments);
    }

    public SplitOptions withBuilderPlatform(String name) {
        return new SplitOptions(target, buildArgs, platform, name, rules, baseEnvironments);
    }

    public SplitOptions withRules(BuilderRules value) {
        return new SplitOptions(target, buildArgs, platform, builderPlatform, value, baseEnvironments);
    }

    public SplitOptions withBaseEnvironments(Map<String, Map<String, String>> values) {
        return new SplitOptions(target, buildArgs, platform, builderPlatform, rules, values);
    }
}
