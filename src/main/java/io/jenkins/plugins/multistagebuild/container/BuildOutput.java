package io.jenkins.plugins.multistagebuild.container;

import java.util.List;

/**
 * Hears what a build prints, hands it on without colours, and remembers what tells how it failed; see {@link
 * ContainerEngine#failure}.
 */
public final class BuildOutput implements OutputListener {
    private final Tail tail;
    private final BuildProgress progress;

    /** @param next who else listens */
    public BuildOutput(OutputListener next) {
        this.tail = new Tail(next);
        this.progress = new BuildProgress(tail);
    }

    @Override
    public void line(String line) {
        progress.line(line);
    }

    @Override
    public void errorLine(String line) {
        progress.errorLine(line);
    }

    /** The last lines that are not blank, oldest first. */
    List<String> lastLines() {
        return tail.lines();
    }

    BuildProgress progress() {
        return progress;
    }
}
