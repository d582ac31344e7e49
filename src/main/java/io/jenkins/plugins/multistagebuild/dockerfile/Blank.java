package io.jenkins.plugins.multistagebuild.dockerfile;

/** White space as the front end, a Go program, defines it: Java's own predicates differ on no-break spaces. */
final class Blank {
    private static final int NEXT_LINE = 0x85;
    private static final int NO_BREAK_SPACE = 0xA0;

    private Blank() {}

    /** Unicode's White_Space property. */
    static boolean isSpace(int codePoint) {
        return (codePoint >= '\t' && codePoint <= '\r')
                || codePoint == NEXT_LINE
                || codePoint == NO_BREAK_SPACE
                || Character.isSpaceChar(codePoint);
    }

    /** What separates a keyword from its arguments and plain words from each other. */
    static boolean isSeparator(char c) {
        return c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\r';
    }

    /** The first place in {@code [from, to)} without white space, or {@code to}. */
    static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of {@code [from, to)} without white space at its end. */
    static int trimEnd(String text, int from, int to) {
        int end = to;
        while (end > from && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
