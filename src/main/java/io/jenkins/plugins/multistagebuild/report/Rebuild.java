package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * A stage that others build on, built once more on another engine, because that one's cache did not have it.
 *
 * @param agent name of the agent whose engine built it again, or null if it has none
 * @param durationMillis what that cost; null where it was not measured apart from the stage built upon it
 */
public record Rebuild(@Nullable String agent, @Nullable Long durationMillis) {
    public Rebuild {
        Figures.requireCount(durationMillis, "stages.rebuilds.durationMillis");
    }
}
