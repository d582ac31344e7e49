package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two images: the answer of the {@code compare} command. Only sizes are compared, so a file whose
 * content changed but not its size is no change here.
 *
 * @param schema version of the document's shape, {@value #SCHEMA}
 * @param before the older side
 * @param after the newer side
 * @param allFiles whether every file of both was compared; otherwise only those that both reports list
 * @param added files that only the newer side has; known only if the older side's files are all known
 * @param removed files that only the older side has; known only if the newer side's files are all known
 * @param grown files that are larger now
 * @param shrunk files that are smaller now
 */
public record Comparison(
        int schema,
        Side before,
        Side after,
        boolean allFiles,
        List<FileChange> added,
        List<FileChange> removed,
        List<FileChange> grown,
        List<FileChange> shrunk) {
    /** The version of the shape that this program writes. */
    public static final int SCHEMA = 1;

    private static final Comparator<FileChange> LARGEST_FIRST = Comparator.comparingLong(
                    (FileChange change) -> Math.abs(change.deltaBytes()))
            .reversed()
            .thenComparing(FileChange::path);

    /**
     * The totals of one side.
     *
     * @param name of the image, the archive or the report
     * @param uncompressedBytes the sum of its layers' tar bytes
     * @param compressedBytes compressed size in bytes, or null if not known
     * @param layerCount number of its layers
     * @param fileCount number of its files, without directories
     */
    public record Side(
            String name, long uncompressedBytes, @Nullable Long compressedBytes, int layerCount, long fileCount) {}

    /**
     * A file whose size changed.
     *
     * @param path absolute
     * @param beforeBytes its older size in bytes, or null if it was not there
     * @param afterBytes its newer size in bytes, or null if it is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileChange(
            String path,
            @Nullable Long beforeBytes,
            @Nullable Long afterBytes) {
        /** How many bytes were added; negative for bytes that went. */
        public long deltaBytes() {
            return (afterBytes == null ? 0 : afterBytes) - (beforeBytes == null ? 0 : beforeBytes);
        }
    }

    public Comparison {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        grown = List.copyOf(grown);
        shrunk = List.copyOf(shrunk);
    }

    /** Compares two sides; changes are ordered by how many bytes they are, then by path. */
    public static Comparison between(ComparedImage before, ComparedImage after) {
        List<FileChange> added = new ArrayList<>();
        List<FileChange> removed = new ArrayList<>();
        List<FileChange> grown = new ArrayList<>();
        List<FileChange> shrunk = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(before.files().keySet());
        paths.addAll(after.files().keySet());
        for (String path : paths) {
            FileChange change =
                    new FileChange(path, before.files().get(path), after.files().get(path));
            if (change.beforeBytes() == null) {
                addIf(before.allFiles(), added, change);
            } else if (change.afterBytes() == null) {
                addIf(after.allFiles(), removed, change);
            } else {
                addIf(change.deltaBytes() > 0, grown, change);
                addIf(change.deltaBytes() < 0, shrunk, change);
            }
        }
        List.of(added, removed, grown, shrunk).forEach(changes -> changes.sort(LARGEST_FIRST));
        boolean allFiles = before.allFiles() && after.allFiles();
        return new Comparison(SCHEMA, side(before), side(after), allFiles, added, removed, grown, shrunk);
    }

    private static void addIf(boolean condition, List<FileChange> changes, FileChange change) {
        if (condition) {
            changes.add(change);
        }
    }

    private static Side side(ComparedImage image) {
        return new Side(
                image.name(),
                image.uncompressedBytes(),
                image.compressedBytes(),
                image.layerCount(),
                image.fileCount());
    }

    /** The comparison as indented JSON, ending in a newline. */
    public String toJson() {
        return ReportJson.printValue(this);
    }
}
