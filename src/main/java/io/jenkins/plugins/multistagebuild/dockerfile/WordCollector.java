package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits expanded text into words: white space separates them unless it was quoted or escaped. */
final class WordCollector {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    /** Text whose white space separates words. */
    void plain(String text) {
        text.codePoints().forEach(this::plain);
    }

    void plain(int codePoint) {
        if (Blank.isSpace(codePoint)) {
            endWord();
        } else {
            word.appendCodePoint(codePoint);
        }
    }

    /** Text that was quoted or escaped. */
    void literal(String text) {
        word.append(text);
    }

    private void endWord() {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    List<String> words() {
        endWord();
        return List.copyOf(words);
    }
}
