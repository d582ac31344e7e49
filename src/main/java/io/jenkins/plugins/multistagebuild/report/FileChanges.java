package io.jenkins.plugins.multistagebuild.report;

/**
 * Which files changed since the reference, by their sizes.
 *
 * @param allFiles whether every file of both images was compared; otherwise only those that both reports list
 * @param added files that were not there; none where the reference lists only its largest files
 * @param removed files that are gone; none where this report lists only the largest files
 * @param grown files that are larger now
 * @param shrunk files that are smaller now
 */
public record FileChanges(
        boolean allFiles, ChangeGroup added, ChangeGroup removed, ChangeGroup grown, ChangeGroup shrunk) {
    public FileChanges {
        Figures.requireValue(added, "reference.changes.added");
        Figures.requireValue(removed, "reference.changes.removed");
        Figures.requireValue(grown, "reference.changes.grown");
        Figures.requireValue(shrunk, "reference.changes.shrunk");
    }

    static FileChanges of(Comparison comparison) {
        return new FileChanges(
                comparison.allFiles(),
                ChangeGroup.of(comparison.added()),
                ChangeGroup.of(comparison.removed()),
                ChangeGroup.of(comparison.grown()),
                ChangeGroup.of(comparison.shrunk()));
    }
}
