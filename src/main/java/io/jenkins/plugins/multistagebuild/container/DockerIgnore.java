package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a {@code .dockerignore} file: the last line that matches a path, or one of the directories above it,
 * decides. Immutable.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore files</a>
 */
public final class DockerIgnore {
    /** The file's usual name. */
    public static final String FILE_NAME = ".dockerignore";

    /** Leaves nothing out. */
    public static final DockerIgnore NONE = new DockerIgnore(List.of());

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<IgnorePattern> patterns;

    private DockerIgnore(List<IgnorePattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Reads the text of such a file.
     *
     * @throws ContainerException when a line is no valid pattern
     */
    public static DockerIgnore parse(String text) throws ContainerException {
        return parse(text, FILE_NAME);
    }

    /**
     * Reads such a file.
     *
     * @throws ContainerException when it cannot be read, or a line is no valid pattern
     */
    public static DockerIgnore read(Path file) throws ContainerException {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new ContainerException(file + " could not be read: " + e.getMessage(), e);
        }
    }

    private static DockerIgnore parse(String text, String where) throws ContainerException {
        List<IgnorePattern> patterns = new ArrayList<>();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        int number = 0;
        for (String line : content.split("\n", -1)) {
            number++;
            String pattern = GoPath.trim(line);
            if (line.startsWith("#") || pattern.isEmpty()) {
                continue;
            }
            try {
                patterns.add(pattern(pattern));
            } catch (ContainerException e) {
                throw new ContainerException(where + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return new DockerIgnore(patterns);
    }

    private static IgnorePattern pattern(String line) throws ContainerException {
        boolean exception = line.startsWith("!");
        String path = exception ? GoPath.trim(line.substring(1)) : line;
        if (path.isEmpty()) {
            throw new ContainerException("'!' needs a path behind it.");
        }
        String clean = GoPath.clean(path);
        return new IgnorePattern(clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean, exception);
    }

    /**
     * Whether this path is left out.
     *
     * @param path relative to the context, slash-separated, without a last slash
     */
    public boolean excludes(String path) {
        boolean excluded = false;
        for (IgnorePattern pattern : patterns) {
            // A pattern that could not change the answer is not evaluated.
            if (pattern.exception() == excluded && matchesPathOrParent(pattern, path)) {
                excluded = !excluded;
            }
        }
        return excluded;
    }

    private static boolean matchesPathOrParent(IgnorePattern pattern, String path) {
        if (pattern.matches(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (pattern.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an excluded directory has to be looked into all the same, because an exception names something below it.
     * As in docker itself, an exception that begins with a wildcard does not count.
     */
    public boolean mayHoldIncluded(String directory) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.exception() && (pattern.text() + "/").startsWith(directory + "/"));
    }

    /** The patterns that leave something out, cleaned, in the order of the file. */
    List<String> exclusions() {
        return patterns.stream()
                .filter(pattern -> !pattern.exception())
                .map(IgnorePattern::text)
                .toList();
    }
}
