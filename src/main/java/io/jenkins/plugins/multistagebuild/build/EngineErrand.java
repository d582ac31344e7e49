package io.jenkins.plugins.multistagebuild.build;

import java.io.Serializable;

/**
 * Something an engine does that takes long, so that whoever wants it runs the command himself.
 *
 * @param kind what it is
 * @param stage the stage it is about; without a meaning for {@link Kind#BASELINE}
 */
public record EngineErrand(Kind kind, int stage) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What an engine can be sent for. */
    public enum Kind {
        /** A base stage that several branches build on goes into the layer cache. */
        BASE,
        /** A branch's stage, and what it hands on or the final image. */
        STAGE,
        /** The single-stage image that the final one is compared with. */
        BASELINE,
        /** The final image goes to its registry. */
        PUSH
    }
}
