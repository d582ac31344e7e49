/** The step {@code multiStageBuild}: what a Jenkinsfile calls, and how a build in parallel branches is sequenced. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.step;

import org.jspecify.annotations.NullMarked;
