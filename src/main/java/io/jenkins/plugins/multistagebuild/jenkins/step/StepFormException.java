package io.jenkins.plugins.multistagebuild.jenkins.step;

/**
 * A form that cannot be read. The Snippet Generator shows a runtime exception in place of the snippet, as a text with
 * its stack trace; this one has none and is nothing but its message, so that the user reads a sentence.
 */
final class StepFormException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    StepFormException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
