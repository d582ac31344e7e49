package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;

/** Runs child processes: on this machine, or wherever an implementation runs them. Safe for use by several threads. */
@FunctionalInterface
public interface ProcessRunner {
    /**
     * Runs a command to its end.
     *
     * @return the exit status; on POSIX systems 128 plus the signal's number when a signal ended it
     * @throws ProgramNotFoundException when there is no such program
     * @throws CommandTimeoutException when the time limit passed; the process and its descendants are gone then
     * @throws IOException when the process could not be started or its input could not be produced
     * @throws InterruptedException when this thread was interrupted; the process and its descendants are gone then
     */
    int run(Command command, OutputListener listener) throws IOException, InterruptedException;
}
