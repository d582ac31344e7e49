package io.jenkins.plugins.multistagebuild.container;

import java.util.Map;
import java.util.TreeMap;

/**
 * One member of a tar file. Names are kept as strings, but the values of PAX records as bytes: an extended attribute such
 * as {@code security.capability} is no text.
 *
 * @param name the path, without a leading {@code ./} or a last slash
 * @param type one of the constants here
 * @param mode permissions with set-uid, set-gid and sticky bit
 * @param size the length of the content, in bytes
 * @param modified seconds since 1970
 * @param linkName what a link points to, or an empty string
 * @param records the PAX records that no other component holds, such as extended attributes
 */
record TarHeader(
        String name,
        char type,
        int mode,
        long uid,
        long gid,
        long size,
        long modified,
        String linkName,
        long deviceMajor,
        long deviceMinor,
        Map<String, byte[]> records) {
    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMBOLIC_LINK = '2';
    static final char CHARACTER_DEVICE = '3';
    static final char BLOCK_DEVICE = '4';
    static final char DIRECTORY = '5';
    static final char FIFO = '6';

    TarHeader {
        records = new TreeMap<>(records);
    }

    boolean isDirectory() {
        return type == DIRECTORY;
    }

    TarHeader withName(String newName) {
        return new TarHeader(
                newName, type, mode, uid, gid, size, modified, linkName, deviceMajor, deviceMinor, records);
    }

    /** A hard link of this name to another member of the same archive. */
    TarHeader asLinkTo(String newName, String target) {
        return new TarHeader(
                newName, HARD_LINK, mode, uid, gid, 0, modified, target, deviceMajor, deviceMinor, Map.of());
    }
}
