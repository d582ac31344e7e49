package io.jenkins.plugins.multistagebuild.build;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is passed on to the container engine with every stage, in its own words.
 *
 * @param buildContexts values of {@code --build-context} by name
 * @param secrets values of {@code --secret}
 * @param ssh values of {@code --ssh}
 * @param network value of {@code --network}, or null
 * @param cacheFrom values of {@code --cache-from}
 * @param noCache whether nothing may come from the layer cache
 * @param pull whether base images are pulled even if they are there
 * @param timeout how long one stage may take, or null for no limit
 */
public record EngineFlags(
        Map<String, String> buildContexts,
        List<String> secrets,
        List<String> ssh,
        @Nullable String network,
        List<String> cacheFrom,
        boolean noCache,
        boolean pull,
        @Nullable Duration timeout) {
    public EngineFlags {
        buildContexts = Collections.unmodifiableMap(new LinkedHashMap<>(buildContexts));
        secrets = List.copyOf(secrets);
        ssh = List.copyOf(ssh);
        cacheFrom = List.copyOf(cacheFrom);
    }

    public static EngineFlags defaults() {
        return new EngineFlags(Map.of(), List.of(), List.of(), null, List.of(), false, false, null);
    }

    public EngineFlags withBuildContexts(Map<String, String> values) {
        return new EngineFlags(values, secrets, ssh, network, cacheFrom, noCache, pull, timeout);
    }
}
