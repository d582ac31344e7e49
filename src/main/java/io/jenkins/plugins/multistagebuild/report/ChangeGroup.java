package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.report.Comparison.FileChange;
import java.util.List;

/**
 * Files that changed in one way since the reference.
 *
 * @param count how many
 * @param bytes by how much all of them changed together; negative for files that were removed or shrank
 * @param files the largest changes, the largest first, at most {@value #MOST_FILES}
 */
public record ChangeGroup(long count, long bytes, List<FileChange> files) {
    /** A document stays small even where two images have nothing in common. */
    static final int MOST_FILES = 1000;

    public ChangeGroup {
        Figures.requireCount(count, "reference.changes.count");
        files = Figures.listed(files, "reference.changes.files");
        if (files.size() > count) {
            throw new IllegalArgumentException(
                    "reference.changes.files lists " + files.size() + " files of " + count + " in all");
        }
    }

    /** @param changes all of them, the largest first */
    static ChangeGroup of(List<FileChange> changes) {
        long bytes = changes.stream().mapToLong(FileChange::deltaBytes).sum();
        return new ChangeGroup(changes.size(), bytes, changes.subList(0, Math.min(MOST_FILES, changes.size())));
    }

    /** How many files are not in {@link #files}. */
    public long unlisted() {
        return count - files.size();
    }
}
