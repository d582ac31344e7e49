package io.jenkins.plugins.multistagebuild.container;

/**
 * Hears what a child process prints, line by line. Both pipes end here; the calls never overlap, but they come from
 * threads of the runner. A line comes without its terminator, which is LF, CR or CR LF.
 */
@FunctionalInterface
public interface OutputListener {
    /** Hears nothing. */
    OutputListener SILENT = line -> {};

    void line(String line);

    /** One line of standard error; a listener that does not care which pipe it was leaves this as it is. */
    default void errorLine(String line) {
        line(line);
    }
}
