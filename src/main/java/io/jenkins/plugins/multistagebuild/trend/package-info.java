/** The trend of image sizes: one compact index file per job, and what is read out of it. */
@NullMarked
package io.jenkins.plugins.multistagebuild.trend;

import org.jspecify.annotations.NullMarked;
