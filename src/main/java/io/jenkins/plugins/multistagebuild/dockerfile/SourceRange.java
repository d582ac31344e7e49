package io.jenkins.plugins.multistagebuild.dockerfile;

import java.io.Serializable;

/**
 * A stretch of a Dockerfile.
 *
 * @param start the first character
 * @param end just behind the last character
 */
public record SourceRange(Position start, Position end) implements Serializable {
    public SourceRange {
        if (end.offset() < start.offset()) {
            throw new IllegalArgumentException("range ends at " + end + " before it starts at " + start);
        }
    }

    public int startLine() {
        return start.line();
    }

    /** The line of the last character: a range that ends just behind a line break ends on the line that it closes. */
    public int endLine() {
        boolean behindLineBreak = end.column() == 1 && end.line() > start.line();
        return behindLineBreak ? end.line() - 1 : end.line();
    }
}
