package io.jenkins.plugins.multistagebuild.container;

import java.util.List;

/** No container engine answers, or not the one that was asked for. */
public final class EngineNotFoundException extends ContainerException {
    private static final long serialVersionUID = 1L;

    /**
     * @param answers what each engine that was tried said, each starting with the program's name
     * @param advice what to do about it
     */
    EngineNotFoundException(List<String> answers, String advice) {
        super("No container engine answers. Looked for " + String.join("; ", answers) + ". " + advice);
    }
}
