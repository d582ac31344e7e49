/** The container engine's command line: docker, podman and buildah, run as child processes. */
@NullMarked
package io.jenkins.plugins.multistagebuild.container;

import org.jspecify.annotations.NullMarked;
