package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.Comparison.FileChange;
import java.util.List;
import java.util.function.BiFunction;
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

    /** The whole report: headline, stages, layers, largest files, and the verdict on the budget. */
    public String print(SizeReport report) {
        StringBuilder text = new StringBuilder();
        text.append(headline(report)).append('\n');
        text.append(section("Stages", stages(report)));
        ImageFigures image = report.image();
        if (image != null) {
            text.append(section("Layers", layers(image)));
            text.append(section(
                    "Largest files", largestFiles(image.largestFiles().stream().limit(MOST_FILES))));
        }
        if (report.budget() != null) {
            text.append('\n').append(verdict(report.budget())).append('\n');
        }
        return text.toString();
    }

    /** One line: {@code movies:1  13.2 MB uncompressed (5.1 MB compressed), 95.9 % smaller than stage 'build' …}. */
    public String headline(SizeReport report) {
        ImageFigures image = report.image();
        if (image == null) {
            return style.bold(Wording.harmless(report.dockerfile())) + "  " + style.bad("no image was built");
        }
        String line = headline(image);
        Savings savings = report.savings();
        Baseline baseline = report.baseline();
        if (savings == null || baseline == null) {
            return line;
        }
        String against = Wording.harmless(Wording.against(savings, baseline));
        return line + ", " + (savings.bytes() < 0 ? style.bad(against) : style.good(against));
    }

    private String headline(ImageFigures image) {
        String compressed =
                image.compressedBytes() == null ? "" : " (" + Wording.bytes(image.compressedBytes()) + " compressed)";
        return style.bold(Wording.harmless(image.reference())) + "  "
                + style.bold(ByteSize.format(image.uncompressedBytes())) + " uncompressed" + compressed;
    }

    /** The verdict on a budget, as one line without its end. */
    public String verdict(Budget budget) {
        String verdict = Wording.verdict(budget);
        return budget.within() ? style.good(verdict) : style.bad(verdict);
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
        return table.print();
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
        row(table, "uncompressed", before.uncompressedBytes(), after.uncompressedBytes(), this::change);
        row(table, "compressed", before.compressedBytes(), after.compressedBytes(), this::change);
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
        text.append(changes("Added", comparison.added()));
        text.append(changes("Removed", comparison.removed()));
        text.append(changes("Grown", comparison.grown()));
        text.append(changes("Shrunk", comparison.shrunk()));
        if (!comparison.allFiles()) {
            text.append('\n').append(style.faint("A report lists only the largest files: others were not compared."));
            text.append('\n');
        }
        return text.toString();
    }

    private static void row(
            TextTable table,
            String title,
            @Nullable Long before,
            @Nullable Long after,
            BiFunction<Long, Long, String> change) {
        String delta = before == null || after == null ? Wording.UNKNOWN : change.apply(before, after);
        table.row(title, Wording.bytes(before), Wording.bytes(after), delta);
    }

    private String change(long before, long after) {
        String delta = ByteSize.formatDelta(after - before);
        Double percent = Savings.between(after, before).percent();
        return percent == null || after == before
                ? delta
                : delta + " (" + (after > before ? "+" : "-") + Wording.percent(Math.abs(percent)) + ")";
    }

    private static String signed(long before, long after) {
        return after == before ? "0" : String.format("%+d", after - before);
    }

    private String changes(String title, List<FileChange> changes) {
        TextTable table = new TextTable(style, ">change", ">before", ">after", "path");
        for (FileChange change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            table.row(
                    ByteSize.formatDelta(change.deltaBytes()),
                    Wording.bytes(change.beforeBytes()),
                    Wording.bytes(change.afterBytes()),
                    change.path());
        }
        int left = changes.size() - MOST_CHANGES;
        String more = left > 0 ? "  " + style.faint("and " + left + " more") + "\n" : "";
        return section(title + ": " + Wording.count(changes.size(), "file"), table.print() + more);
    }

    private String section(String title, String body) {
        return body.isEmpty() ? "" : "\n" + style.bold(title) + "\n" + body;
    }
}
