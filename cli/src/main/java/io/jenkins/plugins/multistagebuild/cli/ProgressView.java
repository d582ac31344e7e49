package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.build.BuildListener;
import java.io.PrintWriter;

/** Shows how a build comes along, on standard error so that standard output stays clean. */
interface ProgressView extends BuildListener, AutoCloseable {

    /** A table that is redrawn on a terminal, a line per event elsewhere. */
    static ProgressView on(PrintWriter err) {
        return Terminal.interactive() ? new ProgressTable(err) : new ProgressLines(err);
    }

    @Override
    void close();
}
