package io.jenkins.plugins.multistagebuild.build.equal;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One path of an image's file tree as its layers leave it.
 *
 * @param type what lies there
 * @param mode permission bits with set-uid, set-gid and sticky, that is at most 07777
 * @param uid numeric owner
 * @param gid numeric group
 * @param size bytes of a regular file, 0 of anything else
 * @param sha256 hash of a regular file's content, empty for anything else
 * @param linkTarget target of a symbolic link, empty for anything else
 * @param hardLinks first path of those that share this file, empty when no other path does
 * @param xattrs extended attributes by name; the value is hexadecimal
 * @param device {@code major:minor} of a device node, empty for anything else
 */
public record FileEntry(
        Type type,
        int mode,
        long uid,
        long gid,
        long size,
        String sha256,
        String linkTarget,
        String hardLinks,
        SortedMap<String, String> xattrs,
        String device) {

    /** What can lie at a path. */
    public enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO
    }

    public FileEntry {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode has bits above 07777: " + Integer.toOctalString(mode));
        }
        xattrs = Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    FileEntry withHardLinks(String firstPath) {
        return new FileEntry(type, mode, uid, gid, size, sha256, linkTarget, firstPath, xattrs, device);
    }

    /** Owner and group as {@code uid:gid}. */
    public String owner() {
        return uid + ":" + gid;
    }

    /** The mode in octal, four digits. */
    public String octalMode() {
        return String.format("%04o", mode);
    }
}
