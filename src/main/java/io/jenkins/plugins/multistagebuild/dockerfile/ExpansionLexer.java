package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.Expansion.Style;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One pass over one word; see {@link Expansion}. */
final class ExpansionLexer {
    /** Substitutions inside substitutions; each level is a level of recursion here. */
    private static final int MAXIMUM_DEPTH = 200;

    private final WordCursor cursor;
    private final int escape;
    private final Style style;
    private final Function<String, @Nullable String> variables;
    private Set<String> unset;
    private boolean keepEscapes;
    private int depth;

    ExpansionLexer(
            String word, char escape, Style style, Function<String, @Nullable String> variables, Set<String> unset) {
        this.cursor = new WordCursor(word);
        this.escape = escape;
        this.style = style;
        this.variables = variables;
        this.unset = unset;
        this.keepEscapes = style.keepEscapes;
    }

    String text() throws ExpansionException {
        return until(WordCursor.END, keepEscapes, null);
    }

    List<String> words() throws ExpansionException {
        WordCollector words = new WordCollector();
        String text = until(WordCursor.END, keepEscapes, words);
        checkLength(text.length());
        return words.words();
    }

    /** Processes up to and with {@code stop}. */
    private String until(int stop, boolean keepingEscapes, @Nullable WordCollector words) throws ExpansionException {
        boolean outerKeepEscapes = keepEscapes;
        keepEscapes = keepingEscapes;
        StringBuilder result = new StringBuilder();
        while (cursor.peek() != WordCursor.END && cursor.peek() != stop) {
            int c = cursor.peek();
            String part = special(c);
            if (part == null) {
                part = ordinary(words);
            } else if (words != null && c == '$') {
                words.plain(part);
            } else if (words != null) {
                words.literal(part);
            }
            result.append(part);
            checkLength(result.length());
        }
        if (cursor.next() != stop) {
            throw new ExpansionException("a substitution that begins with '${' has no '" + Character.toString(stop)
                    + "'; add it, or escape the dollar sign");
        }
        keepEscapes = outerKeepEscapes;
        return result.toString();
    }

    private static void checkLength(int length) throws ExpansionException {
        if (length > Expansion.MAXIMUM_LENGTH) {
            throw new ExpansionException("the expanded text is longer than " + Expansion.MAXIMUM_LENGTH
                    + " characters; look for variables that repeat each other");
        }
    }

    private @Nullable String special(int c) throws ExpansionException {
        if (c == '$') {
            return dollar();
        }
        if (c == '<') {
            return angle();
        }
        if (c == '\'' && style.quotes) {
            return singleQuoted();
        }
        return c == '"' && style.quotes ? doubleQuoted() : null;
    }

    private String ordinary(@Nullable WordCollector words) {
        int c = cursor.next();
        if (c != escape) {
            if (words != null) {
                words.plain(c);
            }
            return Character.toString(c);
        }
        int escaped = cursor.next();
        String kept = keepEscapes ? Character.toString(escape) : "";
        String part = escaped == WordCursor.END ? kept : kept + Character.toString(escaped);
        if (words != null) {
            words.literal(part);
        }
        return part;
    }

    /** White space behind {@code <<} belongs to the word, so that {@code << EOF} is one. */
    private String angle() {
        cursor.next();
        if (cursor.peek() != '<') {
            return "<";
        }
        cursor.next();
        StringBuilder result = new StringBuilder("<<");
        while (cursor.peek() == ' ' || cursor.peek() == '\t' || cursor.peek() == '\r') {
            result.appendCodePoint(cursor.next());
        }
        return result.toString();
    }

    private String singleQuoted() throws ExpansionException {
        int start = cursor.at();
        cursor.next();
        while (cursor.peek() != '\'') {
            if (cursor.next() == WordCursor.END) {
                throw new ExpansionException("a single quote is not closed; add the second one, or escape the first");
            }
        }
        cursor.next();
        int margin = style.keepQuotes ? 0 : 1;
        return cursor.text(start + margin, cursor.at() - margin);
    }

    private String doubleQuoted() throws ExpansionException {
        StringBuilder result = new StringBuilder();
        cursor.next();
        while (cursor.peek() != '"') {
            if (cursor.peek() == WordCursor.END) {
                throw new ExpansionException("a double quote is not closed; add the second one, or escape the first");
            }
            if (cursor.peek() == '$') {
                result.append(dollar());
            } else {
                quotedCharacter(result);
            }
            checkLength(result.length());
        }
        cursor.next();
        return style.keepQuotes ? "\"" + result + "\"" : result.toString();
    }

    /** Between double quotes only a quote, a dollar sign and the escape character itself can be escaped. */
    private void quotedCharacter(StringBuilder result) {
        int c = cursor.next();
        if (c == escape) {
            if (keepEscapes) {
                result.appendCodePoint(c);
            }
            if (cursor.peek() == WordCursor.END) {
                return;
            }
            if (cursor.peek() == '"' || cursor.peek() == '$' || cursor.peek() == escape) {
                c = cursor.next();
            }
        }
        result.appendCodePoint(c);
    }

    private String dollar() throws ExpansionException {
        cursor.next();
        if (cursor.peek() == '{') {
            return braces();
        }
        String name = cursor.name();
        if (name.isEmpty()) {
            return "$";
        }
        String value = lookUp(name);
        return value == null ? (style.keepUnset ? "$" + name : "") : value;
    }

    private String braces() throws ExpansionException {
        cursor.next();
        if (cursor.peek() == '{' || cursor.peek() == '}' || cursor.peek() == ':') {
            throw new ExpansionException("'${" + Character.toString(cursor.peek())
                    + "' is no substitution: it names no " + "variable; write ${NAME}, or escape the dollar sign");
        }
        if (++depth > MAXIMUM_DEPTH) {
            throw new ExpansionException("substitutions are nested more than " + MAXIMUM_DEPTH + " deep");
        }
        String name = cursor.name();
        String result = substitute(name, cursor.next());
        depth--;
        return result;
    }

    private String substitute(String name, int modifier) throws ExpansionException {
        return switch (modifier) {
            case '}' -> plainValue(name);
            case ':' -> conditional(name, cursor.next(), true);
            case '+', '-', '?', '#', '%' -> conditional(name, modifier, false);
            case '/' -> replaced(name);
            case WordCursor.END ->
                throw new ExpansionException("'${" + name + "' has no '}'; add it, or escape the dollar sign");
            default -> throw unsupported(Character.toString(modifier));
        };
    }

    private String plainValue(String name) {
        String value = lookUp(name);
        if (value != null) {
            return value;
        }
        return style.keepUnset ? "${" + name + "}" : "";
    }

    private static ExpansionException unsupported(String modifier) {
        return new ExpansionException("unsupported modifier (" + modifier
                + ") in substitution; a Dockerfile knows :- - :+ + :? ? # ## % %% / and //");
    }

    private String conditional(String name, int modifier, boolean emptyIsUnset) throws ExpansionException {
        boolean trims = modifier == '#' || modifier == '%';
        String sign = (emptyIsUnset ? ":" : "") + (modifier == WordCursor.END ? "" : Character.toString(modifier));
        if (emptyIsUnset && trims) {
            throw unsupported(sign);
        }
        Set<String> outerUnset = unset;
        Set<String> wordUnset = new LinkedHashSet<>();
        unset = wordUnset;
        String word = until('}', trims, null);
        unset = outerUnset;
        String value = lookUp(name);
        if (value == null && style.keepUnset) {
            return "${" + name + sign + word + "}";
        }
        boolean usable = value != null && !(emptyIsUnset && value.isEmpty());
        if (trims || (modifier == '-' ? !usable : modifier == '+' && usable)) {
            unset.addAll(wordUnset); // only now does the result depend on the word
        }
        String known = value == null ? "" : value;
        return switch (modifier) {
            case '-' -> usable ? known : word;
            case '+' -> usable ? word : "";
            case '?' -> required(name, word, usable, known);
            case '#', '%' -> trimmed(word, modifier, known);
            default -> throw unsupported(sign);
        };
    }

    private static String required(String name, String message, boolean usable, String value)
            throws ExpansionException {
        if (!usable) {
            String problem = message.isEmpty() ? "a value is required" : message;
            throw new ExpansionException(name + ": " + problem);
        }
        return value;
    }

    private static String trimmed(String word, int sign, String value) throws ExpansionException {
        boolean longest = !word.isEmpty() && word.charAt(0) == sign;
        ShellPattern pattern = ShellPattern.of(longest ? word.substring(1) : word);
        return sign == '#' ? pattern.withoutPrefix(value, longest) : pattern.withoutSuffix(value, longest);
    }

    private String replaced(String name) throws ExpansionException {
        boolean all = cursor.peek() == '/';
        if (all) {
            cursor.next();
        }
        String pattern = until('/', true, null);
        String replacement = until('}', true, null);
        String value = lookUp(name);
        if (value == null && style.keepUnset) {
            return "${" + name + "/" + pattern + "/" + replacement + "}";
        }
        ShellPattern compiled = ShellPattern.of(pattern);
        String known = value == null ? "" : value;
        return all ? compiled.replaceAll(known, replacement) : compiled.replaceFirst(known, replacement);
    }

    private @Nullable String lookUp(String name) {
        String value = name.isEmpty() ? null : variables.apply(name);
        if (value == null && !name.isEmpty()) {
            unset.add(name);
        }
        return value;
    }
}
