package io.jenkins.plugins.multistagebuild.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The files of an image after all its layers, lower ones hidden by upper ones. Immutable. */
public final class FileTree {
    private static final Comparator<ImageFile> LARGEST_FIRST = FileTree::largestFirst;

    private final Map<String, ImageFile> entries;
    private final long bytes;
    private final int fileCount;
    private final long heldBytes;

    /**
     * Takes the map over: the caller must not keep it.
     *
     * @param heldBytes bytes of all files that the layers hold, also of those that are hidden
     */
    FileTree(Map<String, ImageFile> entries, long heldBytes) {
        this.entries = entries;
        this.heldBytes = heldBytes;
        long sum = 0;
        int files = 0;
        for (ImageFile entry : entries.values()) {
            sum += entry.bytes();
            files += entry.type() == ImageFile.Type.DIRECTORY ? 0 : 1;
        }
        this.bytes = sum;
        this.fileCount = files;
    }

    /** Every entry, directories included, ordered by path; sorted anew for each call. */
    public Collection<ImageFile> entries() {
        List<ImageFile> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparing(ImageFile::path));
        return Collections.unmodifiableList(sorted);
    }

    /** The entry at an absolute path, or null if there is none. */
    public @Nullable ImageFile find(String path) {
        return entries.get(path);
    }

    /** How many files there are: everything but directories, every hard link as one. */
    public int fileCount() {
        return fileCount;
    }

    /** The sum of all file sizes in bytes, without tar headers and padding, and without what upper layers hide. */
    public long bytes() {
        return bytes;
    }

    /**
     * The bytes of files that the layers hold and no container sees, because an upper layer overwrites or deletes them,
     * alone or with the directory that they are in. A rewritten file counts once, with what it was before; a file whose
     * hard link is still there does not count.
     */
    public long wastedBytes() {
        return heldBytes - bytes;
    }

    /** At most {@code count} files, the largest first, equal ones ordered by path; empty files are left out. */
    public List<ImageFile> largestFiles(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A number of files cannot be negative: " + count);
        }
        PriorityQueue<ImageFile> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
        long smallest = 1;
        for (ImageFile entry : entries.values()) {
            if (entry.bytes() >= smallest) {
                largest.add(entry);
                if (largest.size() > count) {
                    // From now on most files are no candidates, which one comparison tells.
                    smallest = Math.max(1, largest.remove().bytes());
                }
            }
        }
        List<ImageFile> ordered = new ArrayList<>(largest);
        ordered.sort(LARGEST_FIRST);
        return List.copyOf(ordered);
    }

    private static int largestFirst(ImageFile one, ImageFile other) {
        int bySize = Long.compare(other.bytes(), one.bytes());
        return bySize != 0 ? bySize : one.path().compareTo(other.path());
    }
}
