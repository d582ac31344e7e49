package io.jenkins.plugins.multistagebuild.container;

/** The engine ran out of disk space. */
public final class DiskFullException extends ContainerException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String verb, String said, String program) {
        super("The disk is full: '" + verb + "' said: " + said + ". Make room where the engine keeps its images, for "
                + "example with '" + program + " system df' and '" + program + " system prune', then build again.");
    }
}
