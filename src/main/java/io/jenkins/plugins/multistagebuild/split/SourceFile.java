package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile of a build. With a Dockerfile per stage each has a name, by which the others copy from its last stage.
 *
 * @param name the name in lower case, or null for the only file of a build
 * @param dockerfile the file
 */
public record SourceFile(@Nullable String name, Dockerfile dockerfile) {}
