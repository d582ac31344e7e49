package io.jenkins.plugins.multistagebuild.dockerfile;

import java.io.Serializable;

/**
 * A place in a Dockerfile. The offset counts UTF-16 units of the whole text, a byte order mark included, so that it can
 * index {@link Dockerfile#text()}; line and column are what an editor shows.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 * @param offset 0-based
 */
public record Position(int line, int column, int offset) implements Serializable {
    public Position {
        if (line < 1 || column < 1 || offset < 0) {
            throw new IllegalArgumentException(
                    "no position: line " + line + ", column " + column + ", offset " + offset);
        }
    }
}
