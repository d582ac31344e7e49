package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.OutputStream;

/** What a child process reads. The runner calls it on a thread of its own and closes the stream afterwards. */
@FunctionalInterface
public interface StandardInput {
    /**
     * Writes everything there is.
     *
     * @throws IOException when the source cannot be read; the runner then ends the process and reports this failure
     */
    void writeTo(OutputStream out) throws IOException;
}
