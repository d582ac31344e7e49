package io.jenkins.plugins.multistagebuild.dockerfile;

/** A place in a word, from which it is read code point by code point. */
final class WordCursor {
    /** What stands behind the last character. */
    static final int END = -1;

    private static final String SPECIAL_PARAMETERS = "@*#?-$!0";

    private final int[] input;
    private int at;

    WordCursor(String word) {
        this.input = word.codePoints().toArray();
    }

    /** How many code points lie behind it. */
    int at() {
        return at;
    }

    /** The text between two places. */
    String text(int from, int to) {
        return new String(input, from, to - from);
    }

    /** A name, a number or one of the shell's special parameters; empty where nothing of the kind follows. */
    String name() {
        int start = at;
        if (isDigit(peek())) {
            while (isDigit(peek())) {
                at++;
            }
        } else if (peek() != END && SPECIAL_PARAMETERS.indexOf(peek()) >= 0) {
            at++;
        } else {
            while (peek() == '_' || isDigit(peek()) || (peek() != END && Character.isLetter(peek()))) {
                at++;
            }
        }
        return text(start, at);
    }

    private static boolean isDigit(int c) {
        return c != END && Character.isDigit(c);
    }

    /** The character it stands at, or {@link #END}. */
    int peek() {
        return at < input.length ? input[at] : END;
    }

    /** The character it stood at, or {@link #END}. */
    int next() {
        int c = peek();
        at++;
        return c;
    }
}
