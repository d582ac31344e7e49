package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.split.Plan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows a build. Called by several threads at once. */
public interface BuildListener {

    /** Once, before anything starts. */
    void planned(Plan plan);

    /** Something the user should know that concerns no single stage. */
    void note(String text);

    /** A piece of work begins; {@code unit} names it in all later calls. */
    void started(String unit);

    /** A line of the engine's output. */
    void line(String unit, String line);

    /**
     * A piece of work ended.
     *
     * @param bytes the size of what it made: a stage's outputs, or the final image; null if it makes nothing
     */
    void ended(String unit, Duration elapsed, @Nullable Long bytes);

    /** A piece of work failed, with the message that will be thrown, or was stopped (null). */
    void failed(String unit, Duration elapsed, @Nullable String problem);
}
