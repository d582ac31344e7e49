package io.jenkins.plugins.multistagebuild.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Hands every line on and remembers the last ones, for the message of a failure. */
final class Tail implements OutputListener {
    private static final int REMEMBERED = 60;

    private final OutputListener next;
    private final Deque<String> last = new ArrayDeque<>();

    Tail(OutputListener next) {
        this.next = next;
    }

    @Override
    public void line(String line) {
        remember(line);
        next.line(line);
    }

    @Override
    public void errorLine(String line) {
        remember(line);
        next.errorLine(line);
    }

    private synchronized void remember(String line) {
        if (line.isBlank()) {
            return;
        }
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /** The last lines that are not blank, oldest first. */
    synchronized List<String> lines() {
        return List.copyOf(last);
    }
}
