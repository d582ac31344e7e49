package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a logical line.
 *
 * @param start where it begins in the line
 * @param end just behind it
 */
record Word(String text, int start, int end) {

    /** The words between white space; quotes mean nothing here. */
    static List<Word> split(String line, int from, int to) {
        List<Word> words = new ArrayList<>();
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && !Blank.isSeparator(line.charAt(end))) {
                end++;
            }
            words.add(new Word(line.substring(at, end), at, end));
            at = end;
            while (at < to && Blank.isSeparator(line.charAt(at))) {
                at++;
            }
        }
        return words;
    }

    static List<String> texts(List<Word> words) {
        List<String> texts = new ArrayList<>(words.size());
        for (Word word : words) {
            texts.add(word.text());
        }
        return texts;
    }

    /** The words between white space that is neither quoted nor escaped; quotes and escapes stay in the words. */
    static List<Word> splitQuoted(String line, int from, int to, char escape) {
        List<Word> words = new ArrayList<>();
        int at = Blank.skip(line, from, to);
        while (at < to) {
            int scanned = quotedEnd(line, at, to, escape);
            int end = Math.min(scanned, to);
            String text = line.substring(at, scanned > to ? to - 1 : end);
            if (!text.isEmpty()) {
                words.add(new Word(text, at, end));
            }
            at = Blank.skip(line, end, to);
        }
        return words;
    }

    /** The end of the word; behind {@code to} where it ends in an escape character that has nothing to escape. */
    private static int quotedEnd(String line, int from, int to, char escape) {
        char quote = 0;
        int at = from;
        while (at < to) {
            char c = line.charAt(at);
            if (quote == 0 && Blank.isSpace(c)) {
                return at;
            }
            if (c == escape && quote != '\'') {
                at++;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            }
            at++;
        }
        return at;
    }
}
