/** The command line. */
@NullMarked
package io.jenkins.plugins.multistagebuild.cli;

import org.jspecify.annotations.NullMarked;
