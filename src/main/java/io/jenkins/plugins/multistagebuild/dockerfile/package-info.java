/** The Dockerfile language: parser, typed instructions, build stages, source ranges and variable expansion. */
@NullMarked
package io.jenkins.plugins.multistagebuild.dockerfile;

import org.jspecify.annotations.NullMarked;
