package io.jenkins.plugins.multistagebuild.jenkins.view;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import io.jenkins.plugins.multistagebuild.report.Advice;
import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.ChangeGroup;
import io.jenkins.plugins.multistagebuild.report.CriticalPath;
import io.jenkins.plugins.multistagebuild.report.FileChanges;
import io.jenkins.plugins.multistagebuild.report.GateOutcome;
import io.jenkins.plugins.multistagebuild.report.GateVerdict;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.LayerFigures;
import io.jenkins.plugins.multistagebuild.report.ReferenceFigures;
import io.jenkins.plugins.multistagebuild.report.ReportWords;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.StageFigures;
import io.jenkins.plugins.multistagebuild.report.StageInput;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jvnet.localizer.LocaleProvider;

/** What the page of a call shows of its report, in the words and figures that stand on it. */
public final class ReportView {
    private final SizeReport report;
    private final ImageFigures image;
    private final Run<?, ?> run;
    private final BitSet critical;
    private final ReportWords words = ReportWords.of(LocaleProvider.getLocale());

    ReportView(SizeReport report, Run<?, ?> run) {
        this.report = report;
        this.image = Objects.requireNonNull(report.image(), "a call that made an image has a report of one");
        this.run = run;
        this.critical = CriticalPath.of(report);
    }

    public SizeReport getReport() {
        return report;
    }

    public ImageFigures getImage() {
        return image;
    }

    /** One bar of the comparison. */
    public record Bar(String kind, String name, String weight, String width) {}

    /** What the single-stage image and this one take on disk; empty without a baseline. */
    public List<Bar> getBars() {
        Baseline baseline = report.baseline();
        if (baseline == null || image.diskBytes() == null) {
            return List.of();
        }
        long whole = Math.max(1, Math.max(baseline.diskBytes(), image.diskBytes()));
        return List.of(
                bar("baseline", words.baseline(baseline), baseline.diskBytes(), whole),
                bar("image", image.reference(), image.diskBytes(), whole));
    }

    private static Bar bar(String kind, String name, long bytes, long whole) {
        return new Bar(kind, name, ByteSize.format(bytes), String.valueOf(Math.max(0.4, 100.0 * bytes / whole)));
    }

    /** The three sizes of the image; null where one was not measured. */
    public String getUncompressed() {
        return ByteSize.format(image.uncompressedBytes());
    }

    public @Nullable String getCompressed() {
        return image.compressedBytes() == null ? null : ByteSize.format(image.compressedBytes());
    }

    public @Nullable String getDisk() {
        return image.diskBytes() == null ? null : ByteSize.format(image.diskBytes());
    }

    public @Nullable String getWasted() {
        return image.wastedBytes() == null ? null : ByteSize.format(image.wastedBytes());
    }

    public String getDuration() {
        return span(report.durationMillis());
    }

    /** One row of the table of stages. */
    public record StageRow(
            int index,
            String name,
            int line,
            String base,
            String status,
            String statusText,
            @Nullable String weight,
            long bytes,
            @Nullable Integer layers,
            @Nullable String start,
            @Nullable String duration,
            long durationMillis,
            @Nullable String queue,
            @Nullable String agent,
            boolean critical,
            List<HandOver> takes,
            List<Item> hands,
            List<Item> rebuilds) {}

    /** What a stage takes from another one; no paths if it builds on it. */
    public record HandOver(String from, String paths) {}

    /** A name and what is said of it. */
    public record Item(String name, String value) {}

    public List<StageRow> getStages() {
        return report.stages().stream().map(this::stage).toList();
    }

    /** Whether branches waited for executors of their own, not on the one around the call. */
    public boolean isQueued() {
        return report.stages().stream().anyMatch(stage -> stage.queueMillis() != null);
    }

    private StageRow stage(StageFigures stage) {
        return new StageRow(
                stage.index(),
                words.stage(stage),
                stage.line(),
                stage.base(),
                stage.status().toString(),
                words.status(stage.status()),
                stage.uncompressedBytes() == null ? null : ByteSize.format(stage.uncompressedBytes()),
                stage.uncompressedBytes() == null ? 0 : stage.uncompressedBytes(),
                stage.layerCount(),
                stage.startMillis() == null ? null : span(stage.startMillis()),
                stage.durationMillis() == null ? null : span(stage.durationMillis()),
                stage.durationMillis() == null ? 0 : stage.durationMillis(),
                stage.queueMillis() == null ? null : span(stage.queueMillis()),
                stage.agent(),
                critical.get(stage.index()),
                stage.inputs().stream().map(this::handOver).toList(),
                stage.outputs().stream().map(ReportView::handed).toList(),
                stage.rebuilds().stream()
                        .map(rebuild -> new Item(
                                Objects.requireNonNullElse(rebuild.agent(), ""),
                                rebuild.durationMillis() == null ? "" : span(rebuild.durationMillis())))
                        .toList());
    }

    private HandOver handOver(StageInput input) {
        return new HandOver(words.stage(report.stages().get(input.stage())), String.join(", ", input.paths()));
    }

    private static Item handed(StageOutput output) {
        return new Item(output.path(), ByteSize.format(output.bytes()));
    }

    /** The indexes of the stages that decided how long it took, for the chart. */
    public String getCriticalPath() {
        return critical.stream().mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    /** One row of the table of layers. */
    public record LayerRow(
            int index,
            String instruction,
            String diffId,
            String weight,
            long bytes,
            @Nullable String compressed,
            long compressedBytes) {}

    public List<LayerRow> getLayers() {
        List<LayerRow> rows = new ArrayList<>();
        for (LayerFigures layer : image.layers()) {
            Long compressed = layer.compressedBytes();
            rows.add(new LayerRow(
                    layer.index(),
                    layer.instruction(),
                    layer.diffId(),
                    ByteSize.format(layer.uncompressedBytes()),
                    layer.uncompressedBytes(),
                    compressed == null ? null : ByteSize.format(compressed),
                    compressed == null ? -1 : compressed));
        }
        return rows;
    }

    /**
     * One row of the table of gates.
     *
     * @param baseline what the gate compares with, in words; empty where its limit is absolute
     */
    public record GateRow(
            GateOutcome outcome,
            String outcomeText,
            String metric,
            @Nullable String subject,
            String baseline,
            String threshold,
            String sentence,
            String criticality) {}

    public List<GateRow> getGates() {
        return report.gates().stream().map(this::gate).toList();
    }

    private GateRow gate(GateVerdict gate) {
        return new GateRow(
                gate.outcome(),
                words.outcome(gate.outcome()),
                words.metric(gate.metric()),
                gate.subject(),
                words.baseline(gate.baseline()),
                gate.threshold(),
                words.sentence(gate.sentence()),
                words.criticality(gate.criticality()));
    }

    public @Nullable AcceptedIncrease getAccepted() {
        return report.accepted();
    }

    public List<Advice> getAdvice() {
        return report.advice();
    }

    public @Nullable ReferenceFigures getReference() {
        return report.reference();
    }

    /** Why there is nothing to compare with, or null if there is. */
    public @Nullable String getMissing() {
        String missing = report.reference() == null ? null : report.reference().missing();
        return missing == null ? null : words.sentence(missing);
    }

    /** The builder of the engine. */
    public String getBuilder() {
        return words.builder(report.engine().builder());
    }

    /** Files that changed in one way. */
    public record Changes(String kind, long count, String bytes, List<ChangeRow> files, long unlisted) {}

    /** A file that changed; no size on the side where it is not there. */
    public record ChangeRow(
            String path, @Nullable String before, @Nullable String after, String change, long bytes) {}

    /** What changed since the reference build, in up to four groups. */
    public List<Changes> getChanges() {
        ReferenceFigures reference = report.reference();
        FileChanges changes = reference == null ? null : reference.changes();
        if (changes == null) {
            return List.of();
        }
        List<Changes> groups = new ArrayList<>();
        add(groups, "added", changes.added());
        add(groups, "removed", changes.removed());
        add(groups, "grown", changes.grown());
        add(groups, "shrunk", changes.shrunk());
        return groups;
    }

    private static void add(List<Changes> groups, String kind, ChangeGroup group) {
        if (group.count() > 0) {
            List<ChangeRow> rows = group.files().stream()
                    .map(change -> new ChangeRow(
                            change.path(),
                            change.beforeBytes() == null ? null : ByteSize.format(change.beforeBytes()),
                            change.afterBytes() == null ? null : ByteSize.format(change.afterBytes()),
                            ByteSize.formatDelta(change.deltaBytes()),
                            change.deltaBytes()))
                    .toList();
            groups.add(new Changes(
                    kind, group.count(), ByteSize.formatDelta(group.bytes()), rows, group.count() - rows.size()));
        }
    }

    /** How many files the image has. */
    public long getFileCount() {
        return image.fileCount();
    }

    /** Whether the report lists all of them. */
    public boolean isAllFiles() {
        return image.listsAllFiles();
    }

    /** The number of the build, for the page's heading. */
    public String getBuild() {
        return run.getDisplayName();
    }

    private static String span(long millis) {
        return Util.getTimeSpanString(millis);
    }
}
