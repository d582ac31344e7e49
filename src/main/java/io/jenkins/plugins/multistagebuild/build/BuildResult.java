package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.report.SizeReport;

/**
 * What a build yields.
 *
 * @param image the reference of the final image, or its ID if it was given none
 * @param report what everything weighs
 */
public record BuildResult(String image, SizeReport report) {}
