package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.split.SourceFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build to run on this machine.
 *
 * @param context the context directory
 * @param files the Dockerfile, or one per stage
 * @param target name of the stage to build, or null for the last one
 * @param buildArgs values of {@code --build-arg}
 * @param platform value of {@code --platform}, or null
 * @param flags what every stage's build is given
 * @param tags references of the final image, possibly none
 * @param jobs how many branches at once, at least 1
 * @param keepGoing whether branches that do not depend on a failed one go on
 * @param baseline what the size is compared with
 * @param logs the directory for one log file per stage, or null for none
 */
public record BuildSpec(
        Path context,
        List<BuildFile> files,
        @Nullable String target,
        Map<String, String> buildArgs,
        @Nullable String platform,
        EngineFlags flags,
        List<String> tags,
        int jobs,
        boolean keepGoing,
        BaselineChoice baseline,
        @Nullable Path logs) {

    public BuildSpec {
        files = List.copyOf(files);
        tags = List.copyOf(tags);
        buildArgs = Collections.unmodifiableMap(new LinkedHashMap<>(buildArgs));
        if (files.isEmpty() || jobs < 1) {
            throw new IllegalArgumentException(files.size() + " Dockerfiles, " + jobs + " jobs");
        }
    }

    /** The files as the split sees them. */
    List<SourceFile> sources() {
        return files.stream()
                .map(file -> new SourceFile(file.name(), file.dockerfile()))
                .toList();
    }
}
