package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.Comparison.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report in GitHub's Markdown, for comments and checks: the headline, then tables, the most important first. Names, paths
 * and instructions of others are escaped.
 */
public final class MarkdownReport {
    /** What GitHub takes as the text of a check; counted in bytes of UTF-8, to be sure. */
    public static final int CHECK_LENGTH = 65_535;

    private static final int MOST_CHANGES = 50;

    private final SizeReport report;
    private final MarkdownPage page;

    private MarkdownReport(SizeReport report, int length) {
        this.report = report;
        this.page = new MarkdownPage(length);
    }

    /**
     * The report.
     *
     * @param length at most so many bytes of UTF-8: what does not fit is left out from the end, whole rows, and a last line
     *     says so
     */
    public static String render(SizeReport report, int length) {
        return new MarkdownReport(report, length).render();
    }

    /** The headline alone. */
    public static String headline(SizeReport report) {
        return Headline.of(report).text(MarkdownText::text);
    }

    private String render() {
        ImageFigures image = report.image();
        String name = MarkdownText.code(image == null ? report.dockerfile() : image.reference());
        page.paragraph("### " + name);
        page.paragraph("**" + headline(report) + "**");
        gates();
        if (image != null) {
            sizes(image);
        }
        reference();
        stages();
        if (image != null) {
            layers(image);
            files(image);
        }
        return page.text();
    }

    private void gates() {
        List<List<String>> rows = new ArrayList<>();
        for (GateVerdict gate : report.gates()) {
            rows.add(List.of(
                    mark(gate.outcome()),
                    MarkdownText.text(gate.sentence()),
                    gate.criticality().name().toLowerCase(Locale.ROOT)));
        }
        page.table("Gates", List.of("Result", "Gate", "Criticality"), rows);
        AcceptedIncrease accepted = report.accepted();
        if (accepted != null) {
            String by = accepted.by() == null ? "" : " (" + MarkdownText.text(accepted.by()) + ")";
            page.paragraph("Increase accepted: " + MarkdownText.text(accepted.reason()) + by);
        }
    }

    private static String mark(GateOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "✅ passed";
            case FAILED -> "❌ failed";
            case ACCEPTED -> "☑️ accepted";
            case INACTIVE -> "➖ inactive";
        };
    }

    private void sizes(ImageFigures image) {
        ReferenceFigures reference = report.reference();
        Deltas deltas = report.deltas();
        if (reference == null || deltas == null) {
            page.table(
                    "Sizes",
                    List.of("Size", ">Now"),
                    List.of(
                            List.of("uncompressed", Wording.bytes(image.uncompressedBytes())),
                            List.of("compressed", Wording.bytes(image.compressedBytes())),
                            List.of("on disk", Wording.bytes(image.diskBytes()))));
        } else {
            page.table(
                    "Sizes",
                    List.of("Size", ">Now", ">" + name(reference), ">Change"),
                    List.of(
                            size(
                                    "uncompressed",
                                    image.uncompressedBytes(),
                                    reference.uncompressedBytes(),
                                    deltas.uncompressed()),
                            size(
                                    "compressed",
                                    image.compressedBytes(),
                                    reference.compressedBytes(),
                                    deltas.compressed()),
                            size("on disk", image.diskBytes(), reference.diskBytes(), deltas.disk())));
        }
        Baseline baseline = report.baseline();
        if (baseline != null) {
            page.paragraph("Single-stage image: " + MarkdownText.code(baseline.name()) + ", "
                    + ByteSize.format(baseline.diskBytes()) + " on disk.");
        }
    }

    private static List<String> size(String name, @Nullable Long now, @Nullable Long before, @Nullable Delta delta) {
        return List.of(name, Wording.bytes(now), Wording.bytes(before), Wording.change(delta));
    }

    private static String name(ReferenceFigures reference) {
        String label = MarkdownText.text(String.valueOf(reference.label()));
        String url = reference.url();
        return url == null || !url.matches("https?://[^\\s()<>|]*") ? label : "[" + label + "](" + url + ")";
    }

    private void reference() {
        ReferenceFigures reference = report.reference();
        if (reference == null) {
            return;
        }
        FileChanges changes = reference.changes();
        if (changes == null) {
            page.paragraph("Not compared with an earlier build, because "
                    + MarkdownText.text(String.valueOf(reference.missing())) + ".");
            return;
        }
        changes("Added", changes.added());
        changes("Removed", changes.removed());
        changes("Grown", changes.grown());
        changes("Shrunk", changes.shrunk());
    }

    private void changes(String title, ChangeGroup group) {
        List<List<String>> rows = new ArrayList<>();
        for (FileChange change : group.files()) {
            if (rows.size() < MOST_CHANGES) {
                rows.add(List.of(
                        ByteSize.formatDelta(change.deltaBytes()),
                        Wording.bytes(change.afterBytes()),
                        MarkdownText.code(change.path())));
            }
        }
        String summary =
                title + ": " + Wording.count(group.count(), "file") + ", " + ByteSize.formatDelta(group.bytes());
        page.table(summary, List.of(">Change", ">Now", "Path"), rows);
        if (group.count() > rows.size()) {
            page.paragraph("and " + Wording.count(group.count() - rows.size(), "file") + " more");
        }
    }

    private void stages() {
        List<List<String>> rows = new ArrayList<>();
        for (StageFigures stage : report.stages()) {
            rows.add(List.of(
                    MarkdownText.code(stage.label()),
                    stage.status().toString(),
                    Wording.bytes(stage.uncompressedBytes()),
                    Wording.duration(stage.durationMillis()),
                    MarkdownText.code(Wording.outputs(stage.outputs()))));
        }
        page.table("Stages", List.of("Stage", "Status", ">Size", ">Time", "Hands on"), rows);
    }

    private void layers(ImageFigures image) {
        List<List<String>> rows = new ArrayList<>();
        for (LayerFigures layer : image.layers()) {
            rows.add(List.of(
                    String.valueOf(layer.index()),
                    ByteSize.format(layer.uncompressedBytes()),
                    Wording.bytes(layer.compressedBytes()),
                    MarkdownText.code(layer.instruction())));
        }
        page.table("Layers", List.of(">#", ">Uncompressed", ">Compressed", "Instruction"), rows);
    }

    private void files(ImageFigures image) {
        List<List<String>> rows = new ArrayList<>();
        for (FileFigures file : image.largestFiles()) {
            rows.add(List.of(
                    ByteSize.format(file.bytes()), String.valueOf(file.layer()), MarkdownText.code(file.path())));
        }
        String title = "Largest of " + Wording.count(image.fileCount(), "file");
        page.table(title, List.of(">Size", ">Layer", "Path"), rows);
    }
}
