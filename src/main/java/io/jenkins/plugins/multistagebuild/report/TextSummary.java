package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.Comparison.FileChange;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report, a listing or a comparison as text for a terminal or a log. Names, paths and instructions are made harmless
 * (no control characters get through); lines are cut to the width, except those that would lose a figure.
 */
public final class TextSummary {
    private static final int MOST_CHANGES = 15;

    /** How many of a report's largest files the text shows; the report itself keeps more. */
    private static final int MOST_FILES = 10;

    private final TextStyle style;

    /**
     * The way to write.
     *
     * @param colour whether escape sequences for colour may be written
     * @param width columns of a line; for a log, something like 120
     */
    public TextSummary(boolean colour, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("A line of " + width + " columns holds no text");
        }
        this.style = new TextStyle(colour, width);
    }

    /** The whole report: headline, gates, what changed, stages, layers, and largest files. */
    public String print(SizeReport report) {
        StringBuilder text = new StringBuilder();
        text.append(headline(report)).append('\n');
        ImageFigures image = report.image();
        if (image != null) {
            text.append(style.faint(sizes(image, report.baseline()))).append('\n');
        }
        text.append(judgement(report));
        text.append(section("Stages", stages(report)));
        if (image != null) {
            text.append(section("Layers", layers(image)));
            text.append(section(
                    "Largest files", largestFiles(image.largestFiles().stream().limit(MOST_FILES))));
        }
        return text.toString();
    }

    /** The image's name and the headline, as one line without its end. */
    public String headline(SizeReport report) {
        ImageFigures image = report.image();
        String name = Wording.harmless(image == null ? report.dockerfile() : image.reference());
        return style.bold(name) + "  "
                + Headline.of(report).parts().stream().map(this::toned).collect(Collectors.joining(", "));
    }

    private String toned(Headline.Part part) {
        return switch (part.tone()) {
            case PLAIN -> style.bold(part.text());
            case GOOD -> style.good(part.text());
            case BAD -> style.bad(part.text());
        };
    }

    private String toned(GateOutcome outcome) {
        String word = String.format(Locale.ROOT, "%-8s", outcome);
        return switch (outcome) {
            case PASSED -> style.good(word);
            case FAILED -> style.bad(word);
            case ACCEPTED, INACTIVE -> style.faint(word);
        };
    }

    private static String sizes(ImageFigures image, @Nullable Baseline baseline) {
        StringBuilder line = new StringBuilder("uncompressed " + ByteSize.format(image.uncompressedBytes()));
        line.append(image.compressedBytes() == null ? "" : ", compressed " + Wording.bytes(image.compressedBytes()));
        line.append(image.diskBytes() == null ? "" : ", on disk " + Wording.bytes(image.diskBytes()));
        if (baseline != null) {
            String than = baseline.label() + ", " + ByteSize.format(baseline.diskBytes());
            line.append("; single-stage image: ").append(Wording.harmless(than)).append(" on disk");
        }
        return line.toString();
    }

    /** How the image did at its gates and what changed since its reference; nothing where neither was asked for. */
    public String judgement(SizeReport report) {
        StringBuilder text = new StringBuilder();
        StringBuilder gates = new StringBuilder();
        for (GateVerdict gate : report.gates()) {
            // Lines and no table, which would cut a sentence that has figures at its end.
            String means = gate.criticality().name().toLowerCase(Locale.ROOT);
            gates.append("  ")
                    .append(toned(gate.outcome()))
                    .append(String.format(Locale.ROOT, "  %-8s  ", means))
                    .append(Wording.harmless(gate.sentence()))
                    .append('\n');
        }
        text.append(section("Gates", gates.toString()));
        AcceptedIncrease accepted = report.accepted();
        if (accepted != null) {
            String by = accepted.by() == null ? "" : " (" + accepted.by() + ")";
            text.append("Increase accepted: ")
                    .append(Wording.harmless(accepted.reason() + by))
                    .append('\n');
        }
        ReferenceFigures reference = report.reference();
        if (reference != null) {
            text.append(since(reference, report.deltas()));
        }
        return text.toString();
    }

    private String since(ReferenceFigures reference, @Nullable Deltas deltas) {
        FileChanges changes = reference.changes();
        if (changes == null || deltas == null) {
            return "\nNot compared with an earlier build, because "
                    + Wording.harmless(String.valueOf(reference.missing())) + "\n";
        }
        TextTable table = new TextTable(style, "size", ">before", "change");
        table.row("uncompressed", Wording.bytes(reference.uncompressedBytes()), Wording.change(deltas.uncompressed()));
        table.row("compressed", Wording.bytes(reference.compressedBytes()), Wording.change(deltas.compressed()));
        table.row("on disk", Wording.bytes(reference.diskBytes()), Wording.change(deltas.disk()));
        return section("Since " + Wording.harmless(String.valueOf(reference.label())), table.print())
                + changes("Added", changes.added().files(), changes.added().count())
                + changes(
                        "Removed", changes.removed().files(), changes.removed().count())
                + changes("Grown", changes.grown().files(), changes.grown().count())
                + changes("Shrunk", changes.shrunk().files(), changes.shrunk().count());
    }

    private String stages(SizeReport report) {
        TextTable table =
                new TextTable(style, ">#", "stage", "status", ">size", ">layers", ">time", "base", "passes on");
        for (StageFigures stage : report.stages()) {
            table.row(
                    String.valueOf(stage.index()),
                    stage.name() == null ? Wording.UNKNOWN : stage.name(),
                    stage.status().toString(),
                    Wording.bytes(stage.uncompressedBytes()),
                    stage.layerCount() == null ? Wording.UNKNOWN : String.valueOf(stage.layerCount()),
                    Wording.duration(stage.durationMillis()),
                    stage.base(),
                    Wording.outputs(stage.outputs()));
        }
        StringBuilder text = new StringBuilder(table.print());
        for (StageFigures stage : report.stages()) {
            for (String elsewhere : Wording.elsewhere(stage)) {
                text.append("  ")
                        .append(style.faint(Wording.harmless(stage.label() + ": built " + elsewhere)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String layers(ImageFigures image) {
        TextTable table = new TextTable(style, ">#", ">uncompressed", ">compressed", "instruction");
        for (LayerFigures layer : image.layers()) {
            table.row(
                    String.valueOf(layer.index()),
                    ByteSize.format(layer.uncompressedBytes()),
                    Wording.bytes(layer.compressedBytes()),
                    layer.instruction().isEmpty() ? Wording.UNKNOWN : layer.instruction());
        }
        return table.print();
    }

    private String largestFiles(Stream<FileFigures> files) {
        TextTable table = new TextTable(style, ">size", ">layer", "path");
        files.forEach(file -> table.row(ByteSize.format(file.bytes()), String.valueOf(file.layer()), file.path()));
        return table.print();
    }

    /** One image: its three sizes by name, its layers and its largest files. */
    public String print(SizeListing listing) {
        ImageFigures image = listing.image();
        StringBuilder text = new StringBuilder();
        text.append(style.bold(Wording.harmless(image.reference())));
        text.append("  ").append(Wording.harmless(listing.platform()));
        text.append(listing.created() == null ? "" : "  " + listing.created()).append("\n");
        text.append(style.faint(Wording.harmless(image.id()))).append("\n\n");
        TextTable sizes = new TextTable(style, "size", ">", "what it is");
        sizes.row("uncompressed", ByteSize.format(image.uncompressedBytes()), "the layers' tar bytes");
        String method = image.compressedMethod();
        sizes.row(
                "compressed",
                Wording.bytes(image.compressedBytes()),
                method == null ? "not measured" : "what a registry stores and a pull moves; layers " + method);
        sizes.row(
                "disk",
                Wording.bytes(image.diskBytes()),
                image.diskBytes() == null ? "no engine was asked" : "what the engine says");
        text.append(sizes.print());
        text.append(section(Wording.count(image.layers().size(), "layer"), layers(image)));
        text.append(section(
                "Largest of " + Wording.count(image.fileCount(), "file"), largestFiles(image.largestFiles().stream())));
        return text.toString();
    }

    /** Two images: totals side by side, then the files that were added, removed, grown and shrunk. */
    public String print(Comparison comparison) {
        Comparison.Side before = comparison.before();
        Comparison.Side after = comparison.after();
        TextTable table = new TextTable(style, "", ">before", ">after", "change");
        table.row(
                "uncompressed",
                ByteSize.format(before.uncompressedBytes()),
                ByteSize.format(after.uncompressedBytes()),
                Wording.change(Delta.between(before.uncompressedBytes(), after.uncompressedBytes())));
        table.row(
                "compressed",
                Wording.bytes(before.compressedBytes()),
                Wording.bytes(after.compressedBytes()),
                Wording.change(Delta.between(before.compressedBytes(), after.compressedBytes())));
        table.row(
                "layers",
                "" + before.layerCount(),
                "" + after.layerCount(),
                signed(before.layerCount(), after.layerCount()));
        table.row(
                "files",
                "" + before.fileCount(),
                "" + after.fileCount(),
                signed(before.fileCount(), after.fileCount()));
        StringBuilder text = new StringBuilder();
        text.append(style.bold(Wording.harmless(before.name() + " → " + after.name())))
                .append("\n\n");
        text.append(table.print());
        List<FileChange> added = comparison.added();
        text.append(changes("Added", added, added.size()));
        List<FileChange> removed = comparison.removed();
        text.append(changes("Removed", removed, removed.size()));
        List<FileChange> grown = comparison.grown();
        text.append(changes("Grown", grown, grown.size()));
        List<FileChange> shrunk = comparison.shrunk();
        text.append(changes("Shrunk", shrunk, shrunk.size()));
        if (!comparison.allFiles()) {
            text.append('\n')
                    .append(style.faint("One of the reports lists only the largest files: others were not compared."));
            text.append('\n');
        }
        return text.toString();
    }

    private static String signed(long before, long after) {
        return after == before ? "0" : String.format("%+d", after - before);
    }

    private String changes(String title, List<FileChange> changes, long count) {
        TextTable table = new TextTable(style, ">change", ">before", ">after", "path");
        for (FileChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            table.row(
                    ByteSize.formatDelta(change.deltaBytes()),
                    Wording.bytes(change.beforeBytes()),
                    Wording.bytes(change.afterBytes()),
                    change.path());
        }
        long left = count - MOST_CHANGES;
        String more = left > 0 ? "  " + style.faint("and " + left + " more") + "\n" : "";
        return section(title + ": " + Wording.count(count, "file"), table.print() + more);
    }

    private String section(String title, String body) {
        return body.isEmpty() ? "" : "\n" + style.bold(title) + "\n" + body;
    }
}
