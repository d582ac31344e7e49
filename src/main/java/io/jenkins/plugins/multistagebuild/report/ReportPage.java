package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the page needs, in the words and numbers that stand on it. Text of others is made harmless here
 * and escaped by the template; an empty text or list leaves its part of the page out.
 */
record ReportPage(
        String title,
        String dockerfile,
        String size,
        String compressed,
        List<Badge> badges,
        List<GateRow> gates,
        String accepted,
        List<ReferencePage> reference,
        List<Bar> bars,
        Timeline timeline,
        String duration,
        List<Stage> stages,
        List<LayerRow> layers,
        List<FileRow> files,
        String fileCount,
        List<Fact> facts,
        String generator) {
    private static final double NARROWEST = 0.4;

    /** A part of the headline behind the size. */
    record Badge(String text, String tone) {}

    /** A gate and how the image did. */
    record GateRow(String outcome, String sentence, String criticality) {}

    /** One bar of the comparison with the baseline. */
    record Bar(String label, String size, String width, String kind) {}

    /** One row of the stage table. */
    record Stage(
            int index,
            String label,
            int line,
            String base,
            String status,
            String size,
            String layers,
            String duration,
            List<Fact> outputs,
            String includes,
            String elsewhere) {}

    /** One row of the layer table. */
    record LayerRow(int index, String instruction, String diffId, String size, String compressed, String width) {}

    /** One row of the table of largest files. */
    record FileRow(String path, String size, int layer, String width) {}

    /** A name and what is to be said of it. */
    record Fact(String name, String value) {}

    static ReportPage of(SizeReport report) {
        ImageFigures image = report.image();
        Baseline baseline = report.baseline();
        ReferencePage reference = ReferencePage.of(report);
        return new ReportPage(
                Wording.harmless(image == null ? report.dockerfile() : image.reference()),
                Wording.harmless(report.dockerfile()),
                image == null ? "" : ByteSize.format(image.uncompressedBytes()),
                image == null || image.compressedBytes() == null ? "" : ByteSize.format(image.compressedBytes()),
                badges(report),
                report.gates().stream().map(ReportPage::gate).toList(),
                accepted(report.accepted()),
                reference == null ? List.of() : List.of(reference),
                bars(image, baseline),
                Timeline.of(report),
                Wording.duration(report.durationMillis()),
                report.stages().stream().map(stage -> stage(report, stage)).toList(),
                image == null ? List.of() : layers(image),
                image == null ? List.of() : files(image),
                image == null ? "" : Wording.count(image.fileCount(), "file"),
                facts(report),
                Wording.harmless(
                        report.generator().name() + " " + report.generator().version()));
    }

    private static List<Badge> badges(SizeReport report) {
        return Headline.of(report).parts().stream()
                .skip(1)
                .map(part -> new Badge(part.text(), part.tone().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static GateRow gate(GateVerdict gate) {
        return new GateRow(
                gate.outcome().toString(),
                Wording.harmless(gate.sentence()),
                gate.criticality().name().toLowerCase(Locale.ROOT));
    }

    private static String accepted(@Nullable AcceptedIncrease accepted) {
        if (accepted == null) {
            return "";
        }
        return Wording.harmless(accepted.reason() + (accepted.by() == null ? "" : " (" + accepted.by() + ")"));
    }

    private static List<Bar> bars(@Nullable ImageFigures image, @Nullable Baseline baseline) {
        if (image == null || image.diskBytes() == null || baseline == null) {
            return List.of();
        }
        long whole = Math.max(image.diskBytes(), baseline.diskBytes());
        return List.of(
                bar("Single-stage: " + baseline.label(), baseline.diskBytes(), whole, "baseline"),
                bar("Multi-stage: " + image.reference(), image.diskBytes(), whole, "image"));
    }

    private static Bar bar(String label, long bytes, long whole, String kind) {
        return new Bar(Wording.harmless(label), ByteSize.format(bytes), width(bytes, whole), kind);
    }

    private static Stage stage(SizeReport report, StageFigures stage) {
        List<Fact> outputs = new ArrayList<>();
        for (StageOutput output : stage.outputs()) {
            outputs.add(new Fact(
                    Wording.harmless(output.path()),
                    ByteSize.format(output.bytes()) + ", " + Wording.count(output.fileCount(), "file")));
        }
        List<String> includes =
                stage.includes().stream().map(report::stageLabel).toList();
        return new Stage(
                stage.index(),
                Wording.harmless(stage.label()),
                stage.line(),
                Wording.harmless(stage.base()),
                stage.status().toString(),
                Wording.bytes(stage.uncompressedBytes()),
                stage.layerCount() == null ? Wording.UNKNOWN : String.valueOf(stage.layerCount()),
                Wording.duration(stage.durationMillis()),
                outputs,
                Wording.harmless(String.join(", ", includes)),
                Wording.harmless(String.join(", ", Wording.elsewhere(stage))));
    }

    private static List<LayerRow> layers(ImageFigures image) {
        long largest = image.layers().stream()
                .mapToLong(LayerFigures::uncompressedBytes)
                .max()
                .orElse(0);
        return image.layers().stream()
                .map(layer -> new LayerRow(
                        layer.index(),
                        layer.instruction().isEmpty() ? Wording.UNKNOWN : Wording.harmless(layer.instruction()),
                        Wording.harmless(layer.diffId()),
                        ByteSize.format(layer.uncompressedBytes()),
                        Wording.bytes(layer.compressedBytes()),
                        width(layer.uncompressedBytes(), largest)))
                .toList();
    }

    private static List<FileRow> files(ImageFigures image) {
        long largest = image.largestFiles().stream()
                .mapToLong(FileFigures::bytes)
                .max()
                .orElse(0);
        return image.largestFiles().stream()
                .map(file -> new FileRow(
                        Wording.harmless(file.path()),
                        ByteSize.format(file.bytes()),
                        file.layer(),
                        width(file.bytes(), largest)))
                .toList();
    }

    private static List<Fact> facts(SizeReport report) {
        List<Fact> facts = new ArrayList<>();
        Engine engine = report.engine();
        facts.add(fact("Dockerfile", report.dockerfile()));
        facts.add(fact("Target", Wording.target(report)));
        facts.add(fact("Platform", report.platform()));
        facts.add(fact("Engine", engine.name() + " " + engine.version() + ", " + engine.builder() + " builder"));
        facts.add(fact("Built", report.created().truncatedTo(ChronoUnit.SECONDS).toString()));
        ImageFigures image = report.image();
        if (image != null) {
            facts.add(fact("Image ID", image.id()));
            facts.add(fact("Uncompressed", Wording.count(image.uncompressedBytes(), "byte") + ", the layers' tars"));
            if (image.compressedBytes() != null) {
                facts.add(fact(
                        "Compressed",
                        Wording.count(image.compressedBytes(), "byte") + ", layers " + image.compressedMethod()
                                + " and configuration"));
            }
            if (image.wastedBytes() != null) {
                facts.add(fact(
                        "Wasted",
                        Wording.count(image.wastedBytes(), "byte")
                                + " of files that upper layers overwrite or delete"));
            }
            if (image.digest() != null) {
                facts.add(fact("Digest in the registry", image.digest()));
            }
            if (image.diskBytes() != null) {
                facts.add(fact("On disk", Wording.count(image.diskBytes(), "byte") + ", as the engine says"));
            }
        }
        return facts;
    }

    private static Fact fact(String name, String value) {
        return new Fact(name, Wording.harmless(value));
    }

    private static String width(long bytes, long whole) {
        double percent = whole == 0 ? 0 : Math.max(bytes == 0 ? 0 : NARROWEST, 100.0 * bytes / whole);
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
