package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path that a stage takes from another one, as its instruction gives it after expansion.
 *
 * @param text the path, possibly a pattern in the sense of Go's {@code filepath.Match}
 * @param known whether every variable in it could be resolved; if not, {@code text} is the unexpanded word and only the
 *     producing stage's whole file system is sure to hold what it names
 * @param parents whether the instruction keeps parent folders ({@code COPY --parents}), and with them their metadata
 * @param where the instruction that asks for it, for errors
 */
public record SourcePath(String text, boolean known, boolean parents, SourceRange where) {

    /** The whole file system of a stage. */
    static final String ROOT = "/";

    /** Without {@code where}: sets hold the few paths of one stage, but a file has tens of thousands of them. */
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Whether Docker treats the path as a pattern. */
    boolean isPattern() {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    /** The path from the root of the stage, without {@code .}, {@code ..}, doubled or trailing slashes. */
    String absolute() {
        if (!known) {
            return ROOT;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : text.split("/+", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return ROOT + String.join("/", parts);
    }
}
