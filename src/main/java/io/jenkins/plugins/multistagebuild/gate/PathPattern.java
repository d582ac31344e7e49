package io.jenkins.plugins.multistagebuild.gate;

import io.jenkins.plugins.multistagebuild.report.FileFigures;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Paths by a pattern: {@code *} and {@code ?} stand for characters of one name, {@code **} for any number of directories.
 * A pattern that matches a directory takes in all that lies below it.
 */
final class PathPattern {
    private final Pattern regex;

    private PathPattern(Pattern regex) {
        this.regex = regex;
    }

    /** The pattern in a text; one that does not begin at the root is taken from there all the same. */
    static PathPattern of(String text) {
        String path = "/" + strip(text);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (path.startsWith("/**/", i)) {
                regex.append("/(?:.*/)?");
                i += 3;
            } else if (path.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        String below = path.equals("/") ? ".*" : "(?:/.*)?";
        return new PathPattern(Pattern.compile(regex + below, Pattern.DOTALL));
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(start, end);
    }

    boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    /** The bytes of all files that it matches. */
    long bytes(List<FileFigures> files) {
        return files.stream()
                .filter(file -> matches(file.path()))
                .mapToLong(FileFigures::bytes)
                .sum();
    }
}
