package io.jenkins.plugins.multistagebuild.trend;

/**
 * What the image of one build stage weighs.
 *
 * @param name of the stage, or {@code stage 2} where it has none
 * @param bytes uncompressed
 */
public record StageSize(String name, long bytes) {}
