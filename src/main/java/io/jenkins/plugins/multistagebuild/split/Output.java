package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.SourceRange;

/**
 * Something a stage hands on: a path that another stage takes from it.
 *
 * @param path the path from the root of the stage; a pattern in the sense of Go's {@code filepath.Match} if {@code
 *     pattern} is set
 * @param pattern whether {@code path} is a pattern
 * @param parents whether a taker keeps the parent folders, so that these are part of the output
 * @param where the instruction that takes it
 */
public record Output(String path, boolean pattern, boolean parents, SourceRange where) {

    static Output of(SourcePath source) {
        return new Output(source.absolute(), source.known() && source.isPattern(), source.parents(), source.where());
    }

    /** Whether everything that {@code other} names comes along with this one. */
    boolean covers(Output other) {
        if (pattern || (other.parents && !parents)) {
            return false;
        }
        return isAtOrAbove(other.path);
    }

    /** Whether its path, which is no pattern, is this file or a folder above it. */
    public boolean isAtOrAbove(String file) {
        return isAtOrAbove(path, file);
    }

    private static boolean isAtOrAbove(String path, String file) {
        return path.equals(SourcePath.ROOT)
                || (file.startsWith(path) && (file.length() == path.length() || file.charAt(path.length()) == '/'));
    }

    /** Whether copying this one copies all that copying the other would, whatever links there are. */
    boolean copiesAllOf(Output other) {
        return copied().equals(SourcePath.ROOT) || copied().equals(other.copied());
    }

    /** Whether to copy the other one copies into the folder that this one copies. */
    boolean isCopiedAbove(Output other) {
        return !copied().equals(other.copied()) && isAtOrAbove(copied(), other.copied());
    }

    /**
     * What has to be copied to have it: the path itself, or the folder that all matches of a pattern lie in. Docker
     * merges the contents of the folders that a pattern matches, so copying by the pattern would lose a level that the
     * taker's own copy needs.
     */
    public String copied() {
        if (!pattern || parents) {
            return path;
        }
        StringBuilder folder = new StringBuilder();
        for (String part : path.substring(1).split("/", -1)) {
            if (part.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0)) {
                break;
            }
            folder.append('/').append(part);
        }
        return folder.isEmpty() ? SourcePath.ROOT : folder.toString();
    }
}
