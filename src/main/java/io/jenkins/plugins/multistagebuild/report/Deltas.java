package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * How much an image's sizes have changed since the reference.
 *
 * @param uncompressed in uncompressed bytes
 * @param compressed in compressed bytes; null unless both were measured
 * @param disk in bytes on the engine's disk; null unless the same engine says both
 */
public record Deltas(
        @Nullable Delta uncompressed,
        @Nullable Delta compressed,
        @Nullable Delta disk) {}
