package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jspecify.annotations.Nullable;

/** A stage as a Pipeline script sees it after the build. */
public final class BuiltStage implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable Long uncompressedSize;
    private final long duration;
    private final @Nullable String agent;
    private final @Nullable String stash;

    BuiltStage(
            String name,
            @Nullable Long uncompressedSize,
            long duration,
            @Nullable String agent,
            @Nullable String stash) {
        this.name = name;
        this.uncompressedSize = uncompressedSize;
        this.duration = duration;
        this.agent = agent;
        this.stash = stash;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** Size of its image in bytes as the engine says, or null if it was not measured. */
    @Whitelisted
    public @Nullable Long getUncompressedSize() {
        return uncompressedSize;
    }

    /** How long its build took, in milliseconds. */
    @Whitelisted
    public long getDuration() {
        return duration;
    }

    /** The agent it was built on. */
    @Whitelisted
    public @Nullable String getAgent() {
        return agent;
    }

    /** Name of the stash with what it handed on, or null if it is the target. */
    @Whitelisted
    public @Nullable String getStash() {
        return stash;
    }

    @Override
    @Whitelisted
    public String toString() {
        return name;
    }
}
