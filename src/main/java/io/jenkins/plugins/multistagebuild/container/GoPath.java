package io.jenkins.plugins.multistagebuild.container;

import java.util.ArrayDeque;
import java.util.Deque;

/** Go's {@code path/filepath}, as far as Docker's own rules are written in its terms. Paths are slash-separated. */
final class GoPath {
    private GoPath() {}

    /** {@code filepath.Clean}: the shortest path that means the same, {@code .} for none. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.addLast(part);
            } else if (!parts.isEmpty() && !"..".equals(parts.peekLast())) {
                parts.removeLast();
            } else if (!rooted) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        if (rooted) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    /** {@code strings.TrimSpace}: Go's white space is Unicode's, and not quite Java's. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
