package io.jenkins.plugins.multistagebuild.build;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is passed on to the container engine with every stage, in its own words.
 *
 * @param secrets values of {@code --secret}
 * @param ssh values of {@code --ssh}
 * @param network value of {@code --network}, or null
 * @param cacheFrom values of {@code --cache-from}
 * @param noCache whether nothing may come from the layer cache
 * @param pull whether base images are pulled even if they are there
 * @param timeout how long one stage may take, or null for no limit
 */
public record EngineFlags(
        List<String> secrets,
        List<String> ssh,
        @Nullable String network,
        List<String> cacheFrom,
        boolean noCache,
        boolean pull,
        @Nullable Duration timeout) {
    public EngineFlags {
        secrets = List.copyOf(secrets);
        ssh = List.copyOf(ssh);
        cacheFrom = List.copyOf(cacheFrom);
    }

    public static EngineFlags defaults() {
        return new EngineFlags(List.of(), List.of(), null, List.of(), false, false, null);
    }
}
