/** The trend of image sizes in Jenkins: where a job's index lies and who writes it, and the pages that show it. */
@NullMarked
package io.jenkins.plugins.multistagebuild.jenkins.trend;

import org.jspecify.annotations.NullMarked;
