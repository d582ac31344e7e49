package io.jenkins.plugins.multistagebuild.container;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code .dockerignore} file, matched exactly as moby/patternmatcher does: mostly by a regular expression,
 * but literally where the line holds no wildcard but a {@code **} at one end. Its oddities are kept, for they decide what
 * is in the context.
 *
 * @see <a href="https://github.com/moby/patternmatcher/blob/v0.6.0/patternmatcher.go">moby/patternmatcher</a>
 */
final class IgnorePattern {
    private static final String ESCAPED = ".+()|{}$";
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("ascii", "\\p{ASCII}"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("digit", "\\p{Digit}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("space", "\\p{Space}"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("word", "\\w"),
            Map.entry("xdigit", "\\p{XDigit}"));

    private enum Kind {
        EXACT,
        PREFIX,
        SUFFIX,
        REGEX
    }

    private final String text;
    private final boolean exception;
    private Kind kind = Kind.EXACT;
    private final @Nullable Pattern regex;

    /** @param text the cleaned pattern, without the {@code !} */
    IgnorePattern(String text, boolean exception) throws ContainerException {
        GoGlob.parse(text);
        this.text = text;
        this.exception = exception;
        String expression = translate();
        try {
            this.regex = kind == Kind.REGEX ? Pattern.compile(javaFlavour(expression), Pattern.UNIX_LINES) : null;
        } catch (PatternSyntaxException e) {
            throw new ContainerException("'" + text + "' is no valid pattern: " + e.getDescription() + ".", e);
        }
    }

    String text() {
        return text;
    }

    /** Whether the line begins with {@code !}: it takes files back in. */
    boolean exception() {
        return exception;
    }

    boolean matches(String path) {
        return switch (kind) {
            case EXACT -> path.equals(text);
            case PREFIX -> path.startsWith(text.substring(0, text.length() - 2));
            case SUFFIX -> endsAs(path, text.substring(2));
            case REGEX -> regex != null && regex.matcher(path).find();
        };
    }

    private static boolean endsAs(String path, String suffix) {
        return path.endsWith(suffix) || (suffix.startsWith("/") && path.equals(suffix.substring(1)));
    }

    /** Go's regular expression for the pattern; sets the kind on the way. */
    private String translate() {
        StringBuilder expression = new StringBuilder("^");
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (text.startsWith("**", i)) {
                i = doubleStar(i, expression);
                continue;
            }
            i++;
            if (c == '\\' && i < text.length()) {
                expression.append(c).append(text.charAt(i++));
                kind = Kind.REGEX;
            } else {
                single(c, expression);
            }
        }
        return expression.append('$').toString();
    }

    private int doubleStar(int start, StringBuilder expression) {
        int after = start + 2;
        if (after < text.length() && text.charAt(after) == '/') {
            after++;
        }
        if (after < text.length()) {
            expression.append("(.*/)?");
            kind = Kind.REGEX;
        } else if (kind == Kind.EXACT) {
            kind = Kind.PREFIX;
        } else {
            expression.append(".*");
            kind = Kind.REGEX;
        }
        if (start == 0) {
            kind = Kind.SUFFIX;
        }
        return after;
    }

    private void single(char c, StringBuilder expression) {
        if (c == '*' || c == '?') {
            expression.append(c == '*' ? "[^/]*" : "[^/]");
            kind = Kind.REGEX;
        } else if (c == '[' || c == ']') {
            expression.append(c);
            kind = Kind.REGEX;
        } else if (ESCAPED.indexOf(c) >= 0 || c == '\\') {
            expression.append('\\').append(c);
        } else {
            expression.append(c);
        }
    }

    /** The same expression for Java, where classes nest, know intersections, and {@code $} matches before a last LF. */
    private static String javaFlavour(String go) {
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        int classStart = 0;
        for (int i = 0; i < go.length(); i++) {
            char c = go.charAt(i);
            if (c == '\\' && i + 1 < go.length()) {
                java.append(c).append(go.charAt(++i));
            } else if (!inClass && c == '[') {
                inClass = true;
                java.append(c);
                if (go.startsWith("^", i + 1)) {
                    java.append('^');
                    i++;
                }
                classStart = i + 1;
            } else if (inClass && c == ']' && i > classStart) {
                inClass = false;
                java.append(c);
            } else if (inClass) {
                i = inClass(go, i, java);
            } else {
                java.append(c == '$' && i == go.length() - 1 ? "\\z" : String.valueOf(c));
            }
        }
        return java.toString();
    }

    private static int inClass(String go, int i, StringBuilder java) {
        char c = go.charAt(i);
        int end = go.indexOf(":]", i);
        String named = go.startsWith("[:", i) && end > i ? CLASSES.get(go.substring(i + 2, end)) : null;
        if (named != null) {
            java.append(named);
            return end + 1;
        }
        if ("[]&".indexOf(c) >= 0) {
            java.append('\\');
        }
        java.append(c);
        return i;
    }
}
