package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * A run of whole lines of one kind; the texts of all segments, joined, are the file again.
 *
 * @param text with all line breaks
 */
public record Segment(Kind kind, String text, SourceRange range) {
    public enum Kind {
        BYTE_ORDER_MARK,
        DIRECTIVE,
        COMMENT,
        BLANK,
        /** One instruction with its continuation lines, the comments among them, and its heredocs. */
        INSTRUCTION
    }
}
