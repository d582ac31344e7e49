package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.Arrays;

/**
 * An instruction's line after its continuation lines are joined, and the way back from each character to the file. The
 * pieces that were joined lie apart in the file wherever a comment or an escape character stood between them.
 */
final class LogicalLine {
    private final Source source;
    private final String text;
    private final int[] pieceStarts;
    private final int[] pieceOffsets;

    private LogicalLine(Builder builder) {
        this.source = builder.source;
        this.text = builder.text.toString();
        this.pieceStarts = Arrays.copyOf(builder.pieceStarts, builder.pieces);
        this.pieceOffsets = Arrays.copyOf(builder.pieceOffsets, builder.pieces);
    }

    String text() {
        return text;
    }

    Source source() {
        return source;
    }

    /** The range in the file of {@code [from, to)} of this line. */
    SourceRange range(int from, int to) {
        int start = offset(from);
        return source.range(start, to > from ? offset(to - 1) + 1 : start);
    }

    private int offset(int index) {
        int found = Arrays.binarySearch(pieceStarts, index);
        int piece = found >= 0 ? found : -found - 2;
        return pieceOffsets[piece] + index - pieceStarts[piece];
    }

    DockerfileException error(int from, int to, String problem) {
        return source.error(range(from, to), problem);
    }

    /** Joins the pieces. */
    static final class Builder {
        private final Source source;
        private final StringBuilder text = new StringBuilder();
        private int[] pieceStarts = new int[1];
        private int[] pieceOffsets = new int[1];
        private int pieces;

        Builder(Source source) {
            this.source = source;
        }

        /** Appends {@code [from, to)} of the file. */
        void append(int from, int to) {
            if (pieces > 0 && pieceStarts[pieces - 1] == text.length()) {
                pieces--; // an empty piece has no character to find
            }
            if (pieces == pieceStarts.length) {
                pieceStarts = Arrays.copyOf(pieceStarts, 2 * pieces);
                pieceOffsets = Arrays.copyOf(pieceOffsets, 2 * pieces);
            }
            pieceStarts[pieces] = text.length();
            pieceOffsets[pieces] = from;
            pieces++;
            text.append(source.text(), from, to);
        }

        LogicalLine build() {
            return new LogicalLine(this);
        }
    }
}
