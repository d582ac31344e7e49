package io.jenkins.plugins.multistagebuild.container;

/** The engine answered at first and went away in the middle of a command. Trying again may help. */
public final class EngineLostException extends ContainerException {
    private static final long serialVersionUID = 1L;

    EngineLostException(String verb, String said) {
        super("The container engine went away during '" + verb + "': " + said
                + ". See whether its daemon still runs (its log says why it stopped), then build again.");
    }
}
