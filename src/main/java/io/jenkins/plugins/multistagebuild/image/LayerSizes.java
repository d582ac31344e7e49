package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The compressed sizes of layers that earlier builds have found out, one line of text each. The layers of a base image come
 * again in every build, and to compress them may take longer than the build itself. A layer is known by the digest of its
 * tar, which the archive says and nobody checks, so this is for archives that the user's own engine has written.
 *
 * <p>The file is a cache: that it cannot be read or written costs time and is no failure. Several builds may write at once.
 */
public final class LayerSizes {
    /** Smaller layers are compressed in less time than it takes to say so. */
    static final long WORTH_BYTES = GzipBlock.BYTES;

    /** A build adds a line or two, so that the layers of a base image are found out anew after a thousand builds. */
    static final int MOST_LINES = 2_000;

    private static final String NAME = "layer-sizes";
    private static final String METHOD = "gzip-" + GzipBlock.LEVEL;
    private static final Pattern LINE = Pattern.compile("(sha256:[0-9a-f]{64}) " + METHOD + " (\\d{1,18})");

    private final @Nullable Path folder;

    private LayerSizes(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Nothing is known, and nothing is noted. */
    public static LayerSizes none() {
        return new LayerSizes(null);
    }

    /** Those in the file {@code layer-sizes} of a folder; neither need exist yet. */
    public static LayerSizes in(Path folder) {
        return new LayerSizes(folder);
    }

    /**
     * Those of the user who runs this program, in the folder {@code multi-stage-build} of {@code XDG_CACHE_HOME}, or of
     * {@code .cache} in the home directory.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    public static LayerSizes ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return in(caches.resolve("multi-stage-build"));
    }

    /** Compressed sizes in bytes by diff ID, the oldest first. */
    Map<String, Long> read() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        if (folder == null) {
            return sizes;
        }
        try {
            for (String line : Files.readAllLines(folder.resolve(NAME), StandardCharsets.ISO_8859_1)) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    sizes.put(parts.group(1), Long.parseLong(parts.group(2)));
                }
            }
        } catch (IOException e) {
            return sizes; // as for the first build of all
        }
        return sizes;
    }

    /** Notes what was found out, by diff ID. */
    void add(Map<String, Long> found) {
        if (folder == null || found.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Map<String, Long> known = read();
            if (known.size() + found.size() > MOST_LINES) {
                known.putAll(found);
                replace(folder, known);
            } else {
                Files.writeString(
                        folder.resolve(NAME), lines(found), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            return; // then the next build finds it out again
        }
    }

    /** Keeps the newer half. */
    private static void replace(Path folder, Map<String, Long> sizes) throws IOException {
        List<Map.Entry<String, Long>> all = new ArrayList<>(sizes.entrySet());
        Map<String, Long> kept = new LinkedHashMap<>();
        all.subList(Math.max(0, all.size() - MOST_LINES / 2), all.size())
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        Path whole = Files.createTempFile(folder, NAME, null);
        Files.writeString(whole, lines(kept));
        Files.move(whole, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String lines(Map<String, Long> sizes) {
        StringBuilder lines = new StringBuilder();
        sizes.forEach((diffId, bytes) -> lines.append(diffId)
                .append(' ')
                .append(METHOD)
                .append(' ')
                .append(bytes.longValue())
                .append('\n'));
        return lines.toString();
    }
}
