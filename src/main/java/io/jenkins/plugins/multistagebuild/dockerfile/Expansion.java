package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Expands variables and takes quotes away, as the front end does before it runs an instruction. The result may hold at
 * most {@value #MAXIMUM_LENGTH} characters: variables that double themselves would otherwise fill the memory.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#environment-replacement">Environment replacement</a>
 */
public final class Expansion {
    static final int MAXIMUM_LENGTH = 1 << 20;

    private static final char HEREDOC_ESCAPE = '\\';

    private final char escape;

    /**
     * Expands as a file with this escape character wants it.
     */
    public Expansion(char escape) {
        this.escape = escape;
    }

    /**
     * Expands one word; white space in it stays.
     *
     * @param variables gives a variable's value or null
     */
    public Expanded expand(String word, Function<String, @Nullable String> variables) throws ExpansionException {
        if (isPlain(word)) {
            return new Expanded(word, Set.of());
        }
        Set<String> unset = new LinkedHashSet<>();
        String value = new ExpansionLexer(word, escape, Style.WORD, variables, unset).text();
        return new Expanded(value, unset);
    }

    /** Whether a word stands for itself, as nearly all do: then it need not be read character by character. */
    private boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '$' || c == '<' || c == '\'' || c == '"' || c == escape) {
                return false;
            }
        }
        return word.length() <= MAXIMUM_LENGTH;
    }

    /** Expands text and splits the result at white space that is not quoted. */
    public List<String> expandWords(String text, Function<String, @Nullable String> variables)
            throws ExpansionException {
        return new ExpansionLexer(text, escape, Style.WORD, variables, new LinkedHashSet<>()).words();
    }

    /** Expands a heredoc's content: quotes stay, and the escape character is always the backslash. */
    public static Expanded expandHeredoc(String content, Function<String, @Nullable String> variables)
            throws ExpansionException {
        Set<String> unset = new LinkedHashSet<>();
        String value = new ExpansionLexer(content, HEREDOC_ESCAPE, Style.HEREDOC, variables, unset).text();
        return new Expanded(value, unset);
    }

    /** What becomes of quotes, escape characters and variables without a value. */
    enum Style {
        /** Quotes and escapes go, variables without a value vanish. */
        WORD(true, false, false, false),
        /** Quotes are ordinary characters. */
        HEREDOC(false, false, false, false),
        /** Everything stays: only the words are wanted. */
        SPLIT(true, true, true, true),
        /** Quotes and escapes go, variables stay: they mean nothing in a heredoc's delimiter. */
        DELIMITER(true, false, false, true),
        /** As {@link #DELIMITER}, with the quotes: the difference tells whether there were any. */
        QUOTED_DELIMITER(true, true, false, true);

        final boolean quotes;
        final boolean keepQuotes;
        final boolean keepEscapes;
        final boolean keepUnset;

        Style(boolean quotes, boolean keepQuotes, boolean keepEscapes, boolean keepUnset) {
            this.quotes = quotes;
            this.keepQuotes = keepQuotes;
            this.keepEscapes = keepEscapes;
            this.keepUnset = keepUnset;
        }
    }
}
