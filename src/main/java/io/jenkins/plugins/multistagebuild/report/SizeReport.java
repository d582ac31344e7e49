package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of one build: the document that every view shows. Read and write it with {@link ReportJson}; the fields are
 * explained one by one in {@code docs/report.md}.
 *
 * @param schema version of the document's shape, {@value #SCHEMA}
 * @param generator the program that wrote it
 * @param created when the build ended
 * @param dockerfile path of the Dockerfile as the user gave it
 * @param target name of the target stage, or its index where it has no name
 * @param engine that built it
 * @param platform {@code os/architecture[/variant]} of the image
 * @param durationMillis of the whole build
 * @param image the final image, or null if there is none because the build failed
 * @param stages every stage of the Dockerfile, in its order
 * @param baseline what the image is measured against, or null
 * @param budget that was given, or null
 * @param reference the earlier build that the image is compared with, or null if that was not wanted
 * @param gates the limits that were given, the budget among them, and how the image did
 * @param accepted the increase that was accepted, or null
 * @param advice what would make it smaller or faster
 */
// The order of what is derived would otherwise be that of reflection, which nobody promises.
@JsonPropertyOrder({
    "schema",
    "generator",
    "created",
    "dockerfile",
    "target",
    "engine",
    "platform",
    "durationMillis",
    "image",
    "stages",
    "baseline",
    "budget",
    "reference",
    "gates",
    "accepted",
    "advice",
    "savings",
    "deltas"
})
public record SizeReport(
        int schema,
        Generator generator,
        Instant created,
        String dockerfile,
        String target,
        Engine engine,
        String platform,
        long durationMillis,
        @Nullable ImageFigures image,
        List<StageFigures> stages,
        @Nullable Baseline baseline,
        @Nullable Budget budget,
        @Nullable ReferenceFigures reference,
        List<GateVerdict> gates,
        @Nullable AcceptedIncrease accepted,
        List<Advice> advice) {
    /** The version of the shape that this program writes and reads. */
    public static final int SCHEMA = 1;

    public SizeReport {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema is " + schema + ", but this is schema " + SCHEMA);
        }
        Figures.requireValue(generator, "generator");
        Figures.requireValue(created, "created");
        Figures.requireText(dockerfile, "dockerfile");
        Figures.requireText(target, "target");
        Figures.requireValue(engine, "engine");
        Figures.requireText(platform, "platform");
        Figures.requireCount(durationMillis, "durationMillis");
        stages = Figures.listed(stages, "stages");
        gates = Figures.listed(gates, "gates");
        advice = Figures.listed(advice, "advice");
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "stages.index is " + stages.get(i).index() + " at place " + i + "; they must be in order");
            }
        }
    }

    /** What the image saves against the baseline; null unless there are both and the engine weighed both. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public @Nullable Savings savings() {
        return image == null || baseline == null ? null : Savings.between(image.diskBytes(), baseline.diskBytes());
    }

    /** What changed since the reference; null unless there are both images. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public @Nullable Deltas deltas() {
        if (image == null || reference == null || !reference.isThere()) {
            return null;
        }
        return new Deltas(
                Delta.between(reference.uncompressedBytes(), image.uncompressedBytes()),
                Delta.between(reference.compressedBytes(), image.compressedBytes()),
                Delta.between(reference.diskBytes(), image.diskBytes()));
    }

    /** Whether a gate that means at least this is not passed. */
    public boolean fails(Criticality least) {
        return gates.stream().anyMatch(gate -> gate.fails(least));
    }

    /** How many gates ended so. */
    public int count(GateOutcome outcome) {
        return (int) gates.stream().filter(gate -> gate.outcome() == outcome).count();
    }

    /** The most that a gate means that is not passed; null if all are. */
    public @Nullable Criticality worstFailure() {
        return gates.stream()
                .filter(gate -> gate.fails(Criticality.NOTE))
                .map(GateVerdict::criticality)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The same build, judged. */
    public SizeReport judged(
            @Nullable Budget newBudget,
            @Nullable ReferenceFigures newReference,
            List<GateVerdict> verdicts,
            @Nullable AcceptedIncrease acceptance) {
        return new SizeReport(
                schema,
                generator,
                created,
                dockerfile,
                target,
                engine,
                platform,
                durationMillis,
                image,
                stages,
                baseline,
                newBudget,
                newReference,
                verdicts,
                acceptance,
                advice);
    }

    /** The same without the list of all files, which is the most of it; the largest ones stay. */
    public SizeReport withoutFiles() {
        return new SizeReport(
                schema,
                generator,
                created,
                dockerfile,
                target,
                engine,
                platform,
                durationMillis,
                image == null ? null : image.withoutFiles(),
                stages,
                baseline,
                budget,
                reference,
                gates,
                accepted,
                advice);
    }

    /** The label of the stage with that index, also for one that the report does not list. */
    String stageLabel(int index) {
        return index < stages.size() ? stages.get(index).label() : "stage " + index;
    }
}
