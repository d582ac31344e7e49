package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.Comparison.FileChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page says about the earlier build, in words and numbers ready for the template.
 *
 * @param label of that build; empty if there is none
 * @param url of its page; empty if it has none that a page may link to
 * @param missing why there is none; empty if there is one
 * @param partial what was not compared; empty if everything was
 * @param sizes then, now, and the difference
 * @param groups of files that changed
 */
record ReferencePage(
        String label, String url, String missing, String partial, List<SizeRow> sizes, List<Group> groups) {
    /** How many of the changed files of a kind the page lists; the document keeps more. */
    private static final int MOST_FILES = 200;

    /** One of the three sizes. */
    record SizeRow(String name, String before, String after, String change, String tone) {}

    /** Files that changed in one way; {@code more} says how many are left out. */
    record Group(String title, String summary, List<FileRow> files, String more) {}

    /** A file that changed. */
    record FileRow(String path, String before, String after, String change) {}

    /** The part of a report's page; null where no comparison was wanted. */
    static @Nullable ReferencePage of(SizeReport report) {
        ReferenceFigures reference = report.reference();
        ImageFigures image = report.image();
        if (reference == null) {
            return null;
        }
        Deltas deltas = report.deltas();
        FileChanges changes = reference.changes();
        if (image == null || deltas == null || changes == null) {
            String missing = reference.missing() == null ? "no image was built" : reference.missing();
            return new ReferencePage("", "", Wording.harmless(missing), "", List.of(), List.of());
        }
        List<SizeRow> sizes = List.of(
                size("uncompressed", reference.uncompressedBytes(), image.uncompressedBytes(), deltas.uncompressed()),
                size("compressed", reference.compressedBytes(), image.compressedBytes(), deltas.compressed()),
                size("on disk", reference.diskBytes(), image.diskBytes(), deltas.disk()));
        return new ReferencePage(
                Wording.harmless(String.valueOf(reference.label())),
                link(reference.url()),
                "",
                changes.allFiles() ? "" : "One of the two lists only its largest files, so others were not compared.",
                sizes,
                groups(changes));
    }

    private static String link(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : "";
    }

    private static SizeRow size(String name, @Nullable Long before, @Nullable Long after, @Nullable Delta delta) {
        String tone = delta == null || delta.bytes() == 0 ? "" : delta.bytes() > 0 ? "more" : "less";
        return new SizeRow(name, Wording.bytes(before), Wording.bytes(after), Wording.change(delta), tone);
    }

    private static List<Group> groups(FileChanges changes) {
        List<Group> groups = new ArrayList<>();
        add(groups, "Added", changes.added());
        add(groups, "Removed", changes.removed());
        add(groups, "Grown", changes.grown());
        add(groups, "Shrunk", changes.shrunk());
        return groups;
    }

    private static void add(List<Group> groups, String title, ChangeGroup group) {
        if (group.count() > 0) {
            List<FileRow> files = group.files().stream()
                    .limit(MOST_FILES)
                    .map(ReferencePage::row)
                    .toList();
            long left = group.count() - files.size();
            groups.add(new Group(
                    title,
                    Wording.count(group.count(), "file") + ", " + ByteSize.formatDelta(group.bytes()),
                    files,
                    left == 0 ? "" : "and " + Wording.count(left, "file") + " more"));
        }
    }

    private static FileRow row(FileChange change) {
        return new FileRow(
                Wording.harmless(change.path()),
                Wording.bytes(change.beforeBytes()),
                Wording.bytes(change.afterBytes()),
                ByteSize.formatDelta(change.deltaBytes()));
    }
}
