package io.jenkins.plugins.multistagebuild.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an image's file tree, as a container of it would see it.
 *
 * @param path absolute, with {@code /} between the names, never ending in one
 * @param type what it is
 * @param bytes size of a file; 0 for everything else, also for a hard link, whose bytes count where it points
 * @param mode permission bits with set-uid, set-gid and sticky, 0 to 07777
 * @param uid numeric owner
 * @param gid numeric group
 * @param layer index of the layer that it comes from, 0 at the bottom
 * @param linkTarget what a symbolic link says, or the path of the file that a hard link shares; null for everything else
 */
public record ImageFile(
        String path,
        Type type,
        long bytes,
        int mode,
        long uid,
        long gid,
        int layer,
        @Nullable String linkTarget) {
    /** The kinds of entries that a layer can hold. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK,
        /** Device, FIFO, or whatever else a tar may name. */
        SPECIAL
    }

    public ImageFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        if (bytes < 0 || layer < 0) {
            throw new IllegalArgumentException(path + " has " + bytes + " bytes in layer " + layer);
        }
        boolean link = type == Type.SYMBOLIC_LINK || type == Type.HARD_LINK;
        if (link != (linkTarget != null)) {
            throw new IllegalArgumentException(path + " is a " + type + " with link target " + linkTarget);
        }
    }
}
