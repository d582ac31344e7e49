package io.jenkins.plugins.multistagebuild.container;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A container engine did not do what it was asked. The message names the command's verb ({@code 'docker build'}) and
 * what the engine said, never the command's arguments: they may hold secrets.
 */
public class ContainerException extends BuildProblemException {
    private static final long serialVersionUID = 1L;

    public ContainerException(String message) {
        super(message);
    }

    public ContainerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
