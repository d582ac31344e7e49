package io.jenkins.plugins.multistagebuild.jenkins.agent;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile as the planning agent read it, so that every other agent reads the same text.
 *
 * @param name the name other files of the build copy from it by, or null for the only file
 * @param path where it lies, from the workspace, as messages name it
 * @param contextPath its path from the context, if it lies in there; null elsewhere
 * @param text its content
 * @param ignoreRules the content of the {@code <Dockerfile>.dockerignore} beside it, or null
 */
public record SourceText(
        @Nullable String name,
        String path,
        @Nullable String contextPath,
        String text,
        @Nullable String ignoreRules) implements Serializable {
    private static final long serialVersionUID = 1L;
}
