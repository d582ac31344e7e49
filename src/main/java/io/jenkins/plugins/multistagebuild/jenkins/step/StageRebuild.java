package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A base stage that a branch built although another engine had built it before.
 *
 * @param stage its index
 * @param agent the agent whose engine built it again, or null if it has no name
 * @param durationMillis what that cost; null where it was part of the branch's own stage
 */
record StageRebuild(
        int stage, @Nullable String agent, @Nullable Long durationMillis) implements Serializable {
    private static final long serialVersionUID = 1L;
}
