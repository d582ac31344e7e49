/** Quality gates: settings, what they measure, and how an image does; pure, from reports to verdicts. */
@NullMarked
package io.jenkins.plugins.multistagebuild.gate;

import org.jspecify.annotations.NullMarked;
