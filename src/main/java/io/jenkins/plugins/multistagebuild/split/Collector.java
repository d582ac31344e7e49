package io.jenkins.plugins.multistagebuild.split;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stage that gathers another stage's outputs: an image of nothing but them, each at its own path. The copying is left
 * to the builder, so that what a path means stays the builder's own.
 *
 * @param outputs what is gathered, one instruction each
 * @param escape the escape character of the file the stage is put into
 * @param lowerCase whether that file writes its instructions in lower case; a linter that fails the build on mixed case
 *     must find none of ours
 */
public record Collector(List<Output> outputs, char escape, boolean lowerCase) {
    public Collector {
        outputs = List.copyOf(outputs);
    }

    /** A collector for a Dockerfile of its own, on an image that holds the stage. */
    public static Collector standalone(Plan plan, int stage) {
        return new Collector(plan.copies(stage), '\\', false);
    }

    /** A whole Dockerfile that gathers from an image of the stage; its first two lines are the FROMs. */
    public String dockerfile(String image) {
        return "FROM " + image + "\n" + text(0);
    }

    /** The stage's text, a FROM and then one line an output; {@code from} is the number of the stage gathered from. */
    String text(int from) {
        StringBuilder text = new StringBuilder(lowerCase ? "from scratch\n" : "FROM scratch\n");
        for (Output output : outputs) {
            text.append(lowerCase ? "copy" : "COPY").append(output.parents() ? " --parents" : "");
            text.append(" --from=")
                    .append(from)
                    .append(' ')
                    .append(operands(output))
                    .append('\n');
        }
        return text.toString();
    }

    /** The output that a line of {@link #text} copies, counted from 0 at the FROM; null for any other line. */
    public @Nullable Output at(int line) {
        return line >= 1 && line <= outputs.size() ? outputs.get(line - 1) : null;
    }

    private String operands(Output output) {
        String path = output.copied();
        if (output.parents()) {
            return "[" + word(path) + ", \"/\"]";
        }
        if (output.pattern() && !path.equals(SourcePath.ROOT)) {
            return "[" + word(optional(path)) + ", " + word(path + "/") + "]";
        }
        return "[" + word(path) + ", " + word(path) + "]";
    }

    /**
     * A pattern that matches exactly this path. A pattern without a match is no error to BuildKit, so the folder of a
     * pattern that matches nothing must be allowed to be missing.
     */
    private static String optional(String path) {
        for (int i = path.length() - 1; path.charAt(i) != '/'; i--) {
            if (Character.isLetterOrDigit(path.charAt(i)) && path.charAt(i) < 128) {
                return path.substring(0, i) + '[' + path.charAt(i) + ']' + path.substring(i + 1);
            }
        }
        return path;
    }

    /** A word of a JSON form that expands to exactly this text. */
    private String word(String literal) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == escape || c == '$' || c == '"' || c == '\'') {
                appendJson(json, escape);
            }
            appendJson(json, c);
        }
        return json.append('"').toString();
    }

    private static void appendJson(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
