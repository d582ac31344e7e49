package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;
import java.util.Locale;

/**
 * An instruction taken apart as far as all of them are alike.
 *
 * @param start where the keyword begins in the line
 * @param keyword as written
 * @param rest where the arguments begin in the line
 * @param end the end of the arguments, without white space
 */
record RawInstruction(LogicalLine line, int start, String keyword, List<FlagToken> flags, int rest, int end) {

    static RawInstruction split(LogicalLine line, int from, char escape) {
        String text = line.text();
        int start = Blank.skip(text, from, text.length());
        int end = Blank.trimEnd(text, start, text.length());
        int keywordEnd = start;
        while (keywordEnd < end && !Blank.isSeparator(text.charAt(keywordEnd))) {
            keywordEnd++;
        }
        FlagToken.Reading flags = FlagToken.read(line, keywordEnd, end, escape);
        int rest = Blank.skip(text, flags.rest(), end);
        return new RawInstruction(line, start, text.substring(start, keywordEnd), flags.flags(), rest, end);
    }

    String name() {
        return keyword.toUpperCase(Locale.ROOT);
    }

    String arguments() {
        return line.text().substring(rest, end);
    }

    List<Word> words() {
        return Word.split(line.text(), rest, end);
    }

    List<Word> quotedWords(char escape) {
        return Word.splitQuoted(line.text(), rest, end, escape);
    }

    SourceRange range() {
        return line.range(start, end);
    }

    SourceRange range(Word word) {
        return line.range(word.start(), word.end());
    }

    DockerfileException error(String problem) {
        return line.error(start, end, problem);
    }

    DockerfileException error(Word word, String problem) {
        return line.error(word.start(), word.end(), problem);
    }
}
