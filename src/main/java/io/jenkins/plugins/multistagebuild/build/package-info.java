/** Runs a plan on this machine: the engine's own use of all the other packages. */
@NullMarked
package io.jenkins.plugins.multistagebuild.build;

import org.jspecify.annotations.NullMarked;
