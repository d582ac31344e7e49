package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One image to build.
 *
 * @param context the build context, a directory
 * @param dockerfile the Dockerfile to build, which lies outside the context
 * @param ignoreFile the user's {@code <Dockerfile>.dockerignore}, or null when there is none; the classic builder does
 *     not know such files and takes the context's {@code .dockerignore}, as it does for the user's own Dockerfile
 * @param dockerfileName the path of the user's own Dockerfile, from the context if it lies there
 * @param tag the reference for the image, or null for none
 * @param buildArgs values of ARG instructions, in the order given
 * @param buildContexts named contexts as {@code --build-context} takes them, by name; see
 *     {@link ContainerEngine#supportsBuildContexts()}
 * @param labels labels for the image
 * @param platform the target platform, such as {@code linux/arm64}, or null for the engine's own
 * @param secrets secrets as the engines' {@code --secret} takes them
 * @param ssh agent sockets and keys as {@code --ssh} takes them
 * @param network the network of RUN instructions, or null for the engine's default
 * @param noCache whether no cached layer may be used
 * @param noCacheStages the stages for which no cached layer may be used; see
 *     {@link ContainerEngine#supportsNoCacheStages()}
 * @param cacheFrom images whose layers serve as cache
 * @param idFile where the engine writes the ID of the image, or null for nowhere
 * @param timeout after which the build is ended, or null for never
 */
public record BuildRequest(
        Path context,
        Path dockerfile,
        @Nullable Path ignoreFile,
        String dockerfileName,
        @Nullable String tag,
        Map<String, String> buildArgs,
        Map<String, String> buildContexts,
        Map<String, String> labels,
        @Nullable String platform,
        List<String> secrets,
        List<String> ssh,
        @Nullable String network,
        boolean noCache,
        List<String> noCacheStages,
        List<String> cacheFrom,
        @Nullable Path idFile,
        @Nullable Duration timeout) {
    public BuildRequest {
        buildArgs = Collections.unmodifiableMap(new LinkedHashMap<>(buildArgs));
        buildContexts = Collections.unmodifiableMap(new LinkedHashMap<>(buildContexts));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        secrets = List.copyOf(secrets);
        ssh = List.copyOf(ssh);
        noCacheStages = List.copyOf(noCacheStages);
        cacheFrom = List.copyOf(cacheFrom);
    }

    /** A build with nothing set but the two paths. */
    public static BuildRequest of(Path context, Path dockerfile) {
        return new BuildRequest(
                context,
                dockerfile,
                null,
                "Dockerfile",
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                null,
                null);
    }

    public BuildRequest withIgnoreFile(@Nullable Path newIgnoreFile) {
        return changed(draft -> draft.ignoreFile = newIgnoreFile);
    }

    public BuildRequest withDockerfileName(String newDockerfileName) {
        return changed(draft -> draft.dockerfileName = newDockerfileName);
    }

    public BuildRequest withTag(@Nullable String newTag) {
        return changed(draft -> draft.tag = newTag);
    }

    public BuildRequest withBuildArgs(Map<String, String> newBuildArgs) {
        return changed(draft -> draft.buildArgs = newBuildArgs);
    }

    public BuildRequest withBuildContexts(Map<String, String> newBuildContexts) {
        return changed(draft -> draft.buildContexts = newBuildContexts);
    }

    public BuildRequest withLabels(Map<String, String> newLabels) {
        return changed(draft -> draft.labels = newLabels);
    }

    public BuildRequest withPlatform(@Nullable String newPlatform) {
        return changed(draft -> draft.platform = newPlatform);
    }

    public BuildRequest withSecrets(List<String> newSecrets) {
        return changed(draft -> draft.secrets = newSecrets);
    }

    public BuildRequest withSsh(List<String> newSsh) {
        return changed(draft -> draft.ssh = newSsh);
    }

    public BuildRequest withNetwork(@Nullable String newNetwork) {
        return changed(draft -> draft.network = newNetwork);
    }

    public BuildRequest withNoCache(boolean newNoCache) {
        return changed(draft -> draft.noCache = newNoCache);
    }

    public BuildRequest withNoCacheStages(List<String> newNoCacheStages) {
        return changed(draft -> draft.noCacheStages = newNoCacheStages);
    }

    public BuildRequest withCacheFrom(List<String> newCacheFrom) {
        return changed(draft -> draft.cacheFrom = newCacheFrom);
    }

    public BuildRequest withIdFile(@Nullable Path newIdFile) {
        return changed(draft -> draft.idFile = newIdFile);
    }

    public BuildRequest withTimeout(@Nullable Duration newTimeout) {
        return changed(draft -> draft.timeout = newTimeout);
    }

    private BuildRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** Without the values of build arguments and secrets. */
    @Override
    public String toString() {
        return "BuildRequest[" + dockerfile + " in " + context + "]";
    }

    /** The same components, each of which can be changed alone. */
    private static final class Draft {
        private final Path context;
        private final Path dockerfile;
        private @Nullable Path ignoreFile;
        private String dockerfileName;
        private @Nullable String tag;
        private Map<String, String> buildArgs;
        private Map<String, String> buildContexts;
        private Map<String, String> labels;
        private @Nullable String platform;
        private List<String> secrets;
        private List<String> ssh;
        private @Nullable String network;
        private boolean noCache;
        private List<String> noCacheStages;
        private List<String> cacheFrom;
        private @Nullable Path idFile;
        private @Nullable Duration timeout;

        Draft(BuildRequest request) {
            context = request.context;
            dockerfile = request.dockerfile;
            ignoreFile = request.ignoreFile;
            dockerfileName = request.dockerfileName;
            tag = request.tag;
            buildArgs = request.buildArgs;
            buildContexts = request.buildContexts;
            labels = request.labels;
            platform = request.platform;
            secrets = request.secrets;
            ssh = request.ssh;
            network = request.network;
            noCache = request.noCache;
            noCacheStages = request.noCacheStages;
            cacheFrom = request.cacheFrom;
            idFile = request.idFile;
            timeout = request.timeout;
        }

        BuildRequest request() {
            return new BuildRequest(
                    context,
                    dockerfile,
                    ignoreFile,
                    dockerfileName,
                    tag,
                    buildArgs,
                    buildContexts,
                    labels,
                    platform,
                    secrets,
                    ssh,
                    network,
                    noCache,
                    noCacheStages,
                    cacheFrom,
                    idFile,
                    timeout);
        }
    }
}
