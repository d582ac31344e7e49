package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.Arrays;

/**
 * A shell pattern ({@code *} and {@code ?}, no brackets) as {@code ${x#pattern}} and its relatives use it. Wildcards do
 * not match line feeds. Matching takes time proportional to pattern times value, whatever the pattern.
 */
final class ShellPattern {
    private static final int ANY_CHARACTER = -1;
    private static final int ANY_TEXT = -2;
    private static final int NO_MATCH = -1;

    private final int[] tokens;

    private ShellPattern(int[] tokens) {
        this.tokens = tokens;
    }

    static ShellPattern of(String pattern) throws ExpansionException {
        int[] input = pattern.codePoints().toArray();
        int[] tokens = new int[input.length];
        int count = 0;
        for (int at = 0; at < input.length; at++) {
            int c = input[at];
            if (c == '\\') {
                at++;
                if (at == input.length || "}/*?\\".indexOf(input[at]) < 0) {
                    throw new ExpansionException("invalid pattern (" + pattern
                            + ") in substitution: a backslash escapes only * ? } / and itself");
                }
                tokens[count++] = input[at];
            } else {
                tokens[count++] = c == '*' ? ANY_TEXT : c == '?' ? ANY_CHARACTER : c;
            }
        }
        return new ShellPattern(Arrays.copyOf(tokens, count));
    }

    String withoutPrefix(String value, boolean longest) {
        int[] characters = value.codePoints().toArray();
        int end = ends(tokens, characters, longest)[0];
        return end == NO_MATCH ? value : new String(characters, end, characters.length - end);
    }

    /** The same from the other end: pattern and value are read backwards. */
    String withoutSuffix(String value, boolean longest) {
        int[] characters = value.codePoints().toArray();
        int end = ends(reversed(tokens), reversed(characters), longest)[0];
        return end == NO_MATCH ? value : new String(characters, 0, characters.length - end);
    }

    String replaceFirst(String value, String replacement) {
        int[] characters = value.codePoints().toArray();
        int[] ends = ends(tokens, characters, true);
        for (int start = 0; start <= characters.length; start++) {
            if (ends[start] != NO_MATCH) {
                return new String(characters, 0, start)
                        + replacement
                        + new String(characters, ends[start], characters.length - ends[start]);
            }
        }
        return value;
    }

    /** An empty match that touches the match before it does not count. */
    String replaceAll(String value, String replacement) throws ExpansionException {
        int[] characters = value.codePoints().toArray();
        int[] ends = ends(tokens, characters, true);
        StringBuilder result = new StringBuilder();
        int lastEnd = NO_MATCH;
        int at = 0;
        while (at <= characters.length) {
            int end = ends[at];
            boolean matches = end != NO_MATCH && !(end == at && at == lastEnd);
            if (matches) {
                result.append(expandedTemplate(replacement, new String(characters, at, end - at)));
                lastEnd = end;
                if (result.length() > Expansion.MAXIMUM_LENGTH) {
                    throw new ExpansionException("the replaced text is longer than " + Expansion.MAXIMUM_LENGTH
                            + " characters; make the replacement shorter");
                }
            }
            if (matches && end > at) {
                at = end;
            } else {
                if (at < characters.length) {
                    result.appendCodePoint(characters[at]);
                }
                at++;
            }
        }
        return result.toString();
    }

    /**
     * The front end hands the replacement of {@code //} to its regular expressions, where a dollar sign names a group:
     * {@code $0} is the match, {@code $$} a dollar sign, and other groups do not exist.
     */
    private static String expandedTemplate(String template, String match) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '$' || at == template.length()) {
                result.append(c);
            } else if (template.charAt(at) == '$') {
                result.append('$');
                at++;
            } else {
                boolean braces = template.charAt(at) == '{';
                int start = braces ? at + 1 : at;
                int end = groupNameEnd(template, start);
                if (end == start || (braces && (end == template.length() || template.charAt(end) != '}'))) {
                    result.append('$');
                    continue;
                }
                result.append(template.substring(start, end).equals("0") ? match : "");
                at = braces ? end + 1 : end;
            }
        }
        return result.toString();
    }

    private static int groupNameEnd(String template, int start) {
        int end = start;
        while (end < template.length()
                && (template.charAt(end) == '_' || Character.isLetterOrDigit(template.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** For each start in the value the end of the longest or shortest match there, from the pattern's end to its start. */
    private static int[] ends(int[] tokens, int[] value, boolean longest) {
        int[] ends = new int[value.length + 1];
        for (int i = 0; i <= value.length; i++) {
            ends[i] = i;
        }
        for (int t = tokens.length - 1; t >= 0; t--) {
            if (tokens[t] == ANY_TEXT) {
                for (int i = value.length - 1; i >= 0; i--) {
                    int further = value[i] == '\n' ? NO_MATCH : ends[i + 1];
                    ends[i] = better(ends[i], further, longest);
                }
            } else {
                for (int i = 0; i < value.length; i++) {
                    boolean matches = tokens[t] == ANY_CHARACTER ? value[i] != '\n' : value[i] == tokens[t];
                    ends[i] = matches ? ends[i + 1] : NO_MATCH;
                }
                ends[value.length] = NO_MATCH;
            }
        }
        return ends;
    }

    private static int better(int a, int b, boolean longest) {
        if (a == NO_MATCH || b == NO_MATCH) {
            return Math.max(a, b);
        }
        return longest ? Math.max(a, b) : Math.min(a, b);
    }

    private static int[] reversed(int[] values) {
        int[] reversed = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }
}
