package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.Expansion.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The word that announces a heredoc, such as {@code <<-"EOF"}.
 *
 * @param name without quotes
 * @param expand whether no part of the word is quoted
 * @param chomp whether leading tabs go
 */
record HeredocDelimiter(String name, boolean expand, boolean chomp) {
    private static final Pattern DELIMITER = Pattern.compile("\\d*+<<(-?)[\\t\\n\\f\\r ]*+([^<]*+)");

    /** A delimiter is read with the backslash as escape character, whatever the file's own is. */
    private static final char ESCAPE = '\\';

    /** The delimiters on an instruction's line. A line with an open quote has none: the shell sees to it. */
    static List<HeredocDelimiter> on(String line) throws ExpansionException {
        if (line.indexOf('<') < 0) {
            return List.of();
        }
        List<String> words;
        try {
            words = words(line, Style.SPLIT);
        } catch (ExpansionException e) {
            return List.of();
        }
        List<HeredocDelimiter> delimiters = new ArrayList<>();
        for (String word : words) {
            HeredocDelimiter delimiter = parse(word);
            if (delimiter != null) {
                delimiters.add(delimiter);
            }
        }
        return delimiters;
    }

    /** null where the word announces no heredoc. */
    static @Nullable HeredocDelimiter parse(String word) throws ExpansionException {
        if (word.indexOf('<') < 0) {
            return null;
        }
        Matcher matcher = DELIMITER.matcher(word);
        if (!matcher.matches() || matcher.group(2).isEmpty()) {
            return null;
        }
        List<String> names = words(matcher.group(2), Style.DELIMITER);
        if (names.size() != 1) {
            return null;
        }
        List<String> quoted = words(matcher.group(2), Style.QUOTED_DELIMITER);
        boolean expand = quoted.size() == 1 && quotes(quoted.get(0)) == quotes(names.get(0));
        return new HeredocDelimiter(names.get(0), expand, !matcher.group(1).isEmpty());
    }

    private static List<String> words(String text, Style style) throws ExpansionException {
        return new ExpansionLexer(text, ESCAPE, style, name -> null, new LinkedHashSet<>()).words();
    }

    private static long quotes(String word) {
        return word.chars().filter(c -> c == '\'' || c == '"').count();
    }

    /** Takes the tabs from the beginning of every line. */
    static String withoutLeadingTabs(String content) {
        StringBuilder result = new StringBuilder(content.length());
        boolean lineStart = true;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (!lineStart || c != '\t') {
                result.append(c);
                lineStart = c == '\n';
            }
        }
        return result.toString();
    }
}
