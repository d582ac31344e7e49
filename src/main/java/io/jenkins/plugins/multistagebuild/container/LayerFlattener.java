package io.jenkins.plugins.multistagebuild.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one tar file of all layers of an image. It reads the layers and not an exported container, which would add files
 * of its own. Owners, modes, times, links, devices and extended attributes stay as they are; the same image gives the
 * same bytes.
 */
public final class LayerFlattener {
    private LayerFlattener() {}

    /**
     * Flattens an image.
     *
     * @param archive an archive as {@code docker save} writes it, with one image
     * @param rootfs the tar file to write
     * @throws ContainerException when the archive is none, or the files cannot be read or written
     */
    public static void flatten(Path archive, Path rootfs) throws ContainerException {
        flatten(archive, rootfs, List.of());
    }

    /**
     * Flattens an image, but only the paths that match, what lies below them, and the directories above them.
     *
     * @param paths patterns of Go's {@code filepath.Match}, as in COPY, from the root; none for everything
     * @throws ContainerException when a pattern is wrong, the archive is none, or files cannot be read or written
     */
    public static void flatten(Path archive, Path rootfs, List<String> paths) throws ContainerException {
        List<GoGlob> globs = new ArrayList<>();
        for (String path : paths) {
            globs.add(GoGlob.parse(TarReader.clean(path)));
        }
        try (SavedImage image = SavedImage.open(archive);
                OutputStream file = Files.newOutputStream(rootfs);
                OutputStream out = new BufferedOutputStream(file, 1 << 16);
                TarWriter tar = new TarWriter(out)) {
            FileTree tree = new FileTree();
            for (SavedImage.Layer layer : image.layers()) {
                tree.add(layer);
            }
            Set<String> wanted = wanted(tree, globs);
            tree.writeTo(tar, globs.isEmpty() ? path -> true : wanted::contains);
        } catch (IOException e) {
            throw new ContainerException(archive + " could not be flattened: " + e.getMessage(), e);
        }
    }

    private static Set<String> wanted(FileTree tree, List<GoGlob> globs) {
        Set<String> wanted = new HashSet<>();
        Set<String> matched = new HashSet<>();
        boolean everything = globs.stream().anyMatch(glob -> glob.toString().isEmpty());
        for (String path : tree.paths()) {
            boolean inside = everything || matched.contains(parent(path));
            if (inside || globs.stream().anyMatch(glob -> glob.matches(path))) {
                matched.add(path);
                for (String above = path; !above.isEmpty(); above = parent(above)) {
                    wanted.add(above);
                }
            }
        }
        return wanted;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
