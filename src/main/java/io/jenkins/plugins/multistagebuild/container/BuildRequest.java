package io.jenkins.plugins.multistagebuild.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return new BuildRequest(
                context,
                dockerfile,
                newIgnoreFile,
                dockerfileName,
                tag,
                buildArgs,
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

    public BuildRequest withDockerfileName(String newDockerfileName) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                newDockerfileName,
                tag,
                buildArgs,
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

    public BuildRequest withTag(@Nullable String newTag) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                newTag,
                buildArgs,
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

    public BuildRequest withBuildArgs(Map<String, String> newBuildArgs) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                newBuildArgs,
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

    public BuildRequest withLabels(Map<String, String> newLabels) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                newLabels,
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

    public BuildRequest withPlatform(@Nullable String newPlatform) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                newPlatform,
                secrets,
                ssh,
                network,
                noCache,
                noCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withSecrets(List<String> newSecrets) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                newSecrets,
                ssh,
                network,
                noCache,
                noCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withSsh(List<String> newSsh) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                newSsh,
                network,
                noCache,
                noCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withNetwork(@Nullable String newNetwork) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                newNetwork,
                noCache,
                noCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withNoCache(boolean newNoCache) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                network,
                newNoCache,
                noCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withNoCacheStages(List<String> newNoCacheStages) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                network,
                noCache,
                newNoCacheStages,
                cacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withCacheFrom(List<String> newCacheFrom) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                network,
                noCache,
                noCacheStages,
                newCacheFrom,
                idFile,
                timeout);
    }

    public BuildRequest withIdFile(@Nullable Path newIdFile) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                network,
                noCache,
                noCacheStages,
                cacheFrom,
                newIdFile,
                timeout);
    }

    public BuildRequest withTimeout(@Nullable Duration newTimeout) {
        return new BuildRequest(
                context,
                dockerfile,
                ignoreFile,
                dockerfileName,
                tag,
                buildArgs,
                labels,
                platform,
                secrets,
                ssh,
                network,
                noCache,
                noCacheStages,
                cacheFrom,
                idFile,
                newTimeout);
    }

    /** Without the values of build arguments and secrets. */
    @Override
    public String toString() {
        return "BuildRequest[" + dockerfile + " in " + context + "]";
    }
}
