package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.Gate;
import io.jenkins.plugins.multistagebuild.gate.GateNotation;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.gate.References;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an image has to keep to, and what it is compared with. */
final class GateOptions {
    @Option(
            names = "--budget",
            paramLabel = "SIZE",
            description = "Uncompressed size the image may have at most, such as '20 MB' or '16 MiB'; short for"
                    + " --gate 'image-size<=SIZE!failure'.")
    private @Nullable String budget;

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = {
                "A limit, written " + GateNotation.FORM + "; may be given several times.",
                "METRIC: image-size, compressed-size, disk-size, layer-count, largest-layer, stage-size:STAGE,"
                        + " wasted-bytes, path-size:PATTERN, or reduction, which is written with >=.",
                "BASELINE: none for an absolute limit; previous or reference for the change since the report of"
                        + " --reference.",
                "THRESHOLD: a size, a number of layers, or per cent.",
                "CRITICALITY: note, unstable, error or failure (default: unstable). With note, a failed gate is printed"
                        + " and the exit status stays 0; with the others it is 3.",
                "Examples: 'image-size@reference<=10 %%!failure', 'stage-size:build<=400 MB!note',"
                        + " 'path-size:/usr/share/**<=5 MB', 'reduction>=90 %%'."
            })
    private List<String> gates = new ArrayList<>();

    @Option(
            names = "--minimum-change",
            paramLabel = "SIZE",
            description = "A gate with a baseline passes a change smaller than this, whatever its threshold.")
    private @Nullable String minimumChange;

    @Option(
            names = "--reference",
            paramLabel = "OLD",
            description =
                    "An earlier report to compare with, or the directory of one. If there is no such file, gates with"
                            + " a baseline are not judged and say so.")
    private @Nullable Path reference;

    @Option(
            names = "--accept-increase",
            paramLabel = "REASON",
            description = "Let gates with a baseline pass, and record why.")
    private @Nullable String reason;

    /** Whether there is any limit. */
    boolean any() {
        return budget != null || !gates.isEmpty();
    }

    /** The limits; the message of a failure has a line for each bad option. */
    Limits limits() throws BuildProblemException {
        List<String> problems = new ArrayList<>();
        ByteSize limit = size("--budget", budget, problems);
        String change = size("--minimum-change", minimumChange, problems) == null ? null : minimumChange;
        List<Gate> read = List.of();
        try {
            read = GateNotation.readAll(gates, change);
        } catch (BuildProblemException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        if (reason != null && reason.isBlank()) {
            problems.add("--accept-increase: give the reason for which the increase is accepted");
        }
        if (!problems.isEmpty()) {
            throw new BuildProblemException(String.join("\n", problems));
        }
        return new Limits(limit, read, reason == null ? null : new AcceptedIncrease(reason.strip(), null));
    }

    private static @Nullable ByteSize size(String option, @Nullable String text, List<String> problems) {
        try {
            return text == null ? null : ByteSize.parse(text);
        } catch (BuildProblemException e) {
            problems.add(option + " " + e.getMessage());
            return null;
        }
    }

    /** The report to compare with, read. */
    References references() throws BuildProblemException {
        if (reference == null) {
            return References.none("no earlier build was given to compare with (--reference)");
        }
        Path file = ReportFile.find(reference);
        return References.both(
                file == null
                        ? References.Candidate.missing("there is no report " + reference)
                        : References.Candidate.of(reference.toString(), null, ReportFile.read(file)));
    }
}
