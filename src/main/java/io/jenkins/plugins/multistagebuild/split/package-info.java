/** The split: the graph of build stages, what a target needs, the plan, and the Dockerfile of each stage. */
@NullMarked
package io.jenkins.plugins.multistagebuild.split;

import org.jspecify.annotations.NullMarked;
