/** What runs on the agents: the engine's part of a build that several machines do together, one remote call each. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.agent;

import org.jspecify.annotations.NullMarked;
