/**
 * The test of the bar "split equals unsplit": a corpus of Dockerfiles is built by {@code docker build} and by this
 * project, and the two images are compared file by file and by configuration.
 */
@NullMarked
package io.jenkins.plugins.multistagebuild.build.equal;

import org.jspecify.annotations.NullMarked;
