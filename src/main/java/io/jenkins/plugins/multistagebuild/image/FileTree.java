package io.jenkins.plugins.multistagebuild.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The files of an image after all its layers, lower ones hidden by upper ones. Immutable. */
public final class FileTree {
    private static final Comparator<ImageFile> LARGEST_FIRST =
            Comparator.comparingLong(ImageFile::bytes).reversed().thenComparing(ImageFile::path);

    private final NavigableMap<String, ImageFile> entries;
    private final long bytes;
    private final int fileCount;

    /** Takes the map over: the caller must not keep it. */
    FileTree(NavigableMap<String, ImageFile> entries) {
        this.entries = Collections.unmodifiableNavigableMap(entries);
        long sum = 0;
        int files = 0;
        for (ImageFile entry : entries.values()) {
            sum += entry.bytes();
            files += entry.type() == ImageFile.Type.DIRECTORY ? 0 : 1;
        }
        this.bytes = sum;
        this.fileCount = files;
    }

    /** Every entry, directories included, ordered by path. */
    public Collection<ImageFile> entries() {
        return entries.values();
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

    /** At most {@code count} files, the largest first, equal ones ordered by path; empty files are left out. */
    public List<ImageFile> largestFiles(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A number of files cannot be negative: " + count);
        }
        PriorityQueue<ImageFile> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
        for (ImageFile entry : entries.values()) {
            if (entry.bytes() > 0) {
                largest.add(entry);
                if (largest.size() > count) {
                    largest.remove();
                }
            }
        }
        List<ImageFile> ordered = new ArrayList<>(largest);
        ordered.sort(LARGEST_FIRST);
        return List.copyOf(ordered);
    }
}
