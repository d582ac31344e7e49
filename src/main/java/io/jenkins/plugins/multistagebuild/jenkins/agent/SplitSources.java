package io.jenkins.plugins.multistagebuild.jenkins.agent;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All Dockerfiles of a build.
 *
 * @param files the Dockerfile, or one per stage
 * @param singleStage the Dockerfile of the image that the result is compared with, or null
 */
public record SplitSources(List<SourceText> files, @Nullable SourceText singleStage) implements Serializable {
    private static final long serialVersionUID = 1L;

    public SplitSources {
        files = List.copyOf(files);
    }
}
