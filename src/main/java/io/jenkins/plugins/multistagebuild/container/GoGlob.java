package io.jenkins.plugins.multistagebuild.container;

import java.util.regex.Pattern;

/**
 * A pattern of Go's {@code filepath.Match}, the rule for wildcards in COPY: {@code *} and {@code ?} do not match a slash,
 * {@code [a-z]} and {@code [^a-z]} are classes, a backslash takes the next character as it is.
 *
 * @see <a href="https://pkg.go.dev/path/filepath#Match">filepath.Match</a>
 */
public final class GoGlob {
    private final String text;
    private final StringBuilder regex = new StringBuilder();
    private final Pattern compiled;
    private int next;

    private GoGlob(String text) throws ContainerException {
        this.text = text;
        while (next < text.length()) {
            element();
        }
        this.compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /**
     * Reads a pattern.
     *
     * @throws ContainerException when a bracket is not closed, a class is empty, or a backslash is last
     */
    public static GoGlob parse(String pattern) throws ContainerException {
        return new GoGlob(pattern);
    }

    /** Whether the pattern matches all of this path. */
    public boolean matches(String path) {
        return compiled.matcher(path).matches();
    }

    private void element() throws ContainerException {
        int c = take();
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            case '[' -> characterClass();
            case '\\' -> literal(takeMore());
            default -> literal(c);
        }
    }

    private void characterClass() throws ContainerException {
        regex.append('[');
        if (next < text.length() && text.charAt(next) == '^') {
            next++;
            regex.append('^');
        }
        for (boolean first = true; first || peekMore() != ']'; first = false) {
            int low = classCharacter();
            int high = low;
            if (peekMore() == '-') {
                next++;
                high = classCharacter();
            }
            // A range that runs backwards matches nothing in Go, and is an error in Java.
            if (low <= high) {
                literal(low);
                regex.append('-');
                literal(high);
            } else {
                regex.append("&&[^\\x{0}-\\x{10FFFF}]");
            }
        }
        next++;
        regex.append(']');
    }

    private int classCharacter() throws ContainerException {
        int c = takeMore();
        if (c == '-' || c == ']') {
            throw bad();
        }
        return c == '\\' ? takeMore() : c;
    }

    private char peekMore() throws ContainerException {
        if (next >= text.length()) {
            throw bad();
        }
        return text.charAt(next);
    }

    private int takeMore() throws ContainerException {
        peekMore();
        return take();
    }

    private int take() {
        int c = text.codePointAt(next);
        next += Character.charCount(c);
        return c;
    }

    private void literal(int c) {
        regex.append(String.format("\\x{%x}", c));
    }

    private ContainerException bad() {
        return new ContainerException("'" + text
                + "' is no valid pattern: close every '[' with ']', put something between them, and put no '\\' last.");
    }

    @Override
    public String toString() {
        return text;
    }
}
