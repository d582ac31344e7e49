package io.jenkins.plugins.multistagebuild.image;

/**
 * One member of a tar, with what its extended headers say already applied.
 *
 * @param name as written, not yet normalized
 * @param type the type flag of the header: {@code '0'} file, {@code '1'} hard link, {@code '2'} symbolic link …
 * @param bytes size of the file it stands for; 0 for everything but files
 * @param storedBytes how many bytes of data follow the header; less than {@code bytes} for a sparse file
 * @param mode permission bits with set-uid, set-gid and sticky
 * @param linkName what a link names; empty for everything else
 */
record TarEntry(String name, char type, long bytes, long storedBytes, int mode, long uid, long gid, String linkName) {
    boolean isFile() {
        return type == '0' || type == '\0' || type == '7' || type == 'S';
    }

    boolean isHardLink() {
        return type == '1';
    }

    boolean isSymbolicLink() {
        return type == '2';
    }

    boolean isDirectory() {
        return type == '5';
    }
}
