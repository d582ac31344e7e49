package io.jenkins.plugins.multistagebuild.split;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path pattern as Docker understands it.
 *
 * @see <a href="https://pkg.go.dev/path/filepath#Match">Go, filepath.Match</a>
 */
final class PathPattern {
    private PathPattern() {}

    /** Whether a path, or one of the folders above it, matches. A malformed pattern matches nothing, as in Go. */
    static boolean matchesAtOrAbove(String pattern, String path) {
        try {
            return Pattern.matches(regex(pattern) + "(/.*)?", path);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = classEnd(pattern, i);
                    regex.append(characterClass(pattern.substring(i + 1, end)));
                    i = end;
                }
                case '\\' -> {
                    i++;
                    regex.append(Pattern.quote(pattern.substring(i, Math.min(i + 1, pattern.length()))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static int classEnd(String pattern, int start) {
        for (int i = start + 1; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == ']' && i > start + 1) {
                return i;
            }
        }
        throw new PatternSyntaxException("no closing ]", pattern, start);
    }

    private static String characterClass(String body) {
        StringBuilder regex = new StringBuilder("[");
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\' && i + 1 < body.length()) {
                i++;
                regex.append('\\').append(body.charAt(i));
            } else if ((c == '^' && i == 0) || c == '-') {
                regex.append(c);
            } else {
                regex.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            }
        }
        return regex.append("&&[^/]]").toString();
    }
}
