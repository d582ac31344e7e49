package io.jenkins.plugins.multistagebuild.report;

import org.jspecify.annotations.Nullable;

/**
 * An increase of the image's size that was accepted: gates that compare with an earlier build do not fail because of it.
 *
 * @param reason that was given
 * @param by who gave it, or null if that is not known
 */
public record AcceptedIncrease(String reason, @Nullable String by) {
    public AcceptedIncrease {
        Figures.requireText(reason, "accepted.reason");
    }
}
