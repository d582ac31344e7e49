/** The report as a check of the commit, for branch protection; only where the Checks API plugin is installed. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.checks;

import org.jspecify.annotations.NullMarked;
