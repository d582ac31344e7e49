package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.BuildFailedException;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.TimeLimitException;
import io.jenkins.plugins.multistagebuild.split.Collector;
import io.jenkins.plugins.multistagebuild.split.Output;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in the user's own terms, his Dockerfile's names and lines, what the engine reported about one of our builds. */
final class StageFailures {
    private StageFailures() {}

    /**
     * The failure of a stage's build; what is no failure of the stage stays as it is.
     *
     * @param taken what it may take from images of other stages as they are, with those stages
     */
    static BuildProblemException of(StageBuild build, ContainerException failure, Map<Output, StageNode> taken) {
        if (failure instanceof BuildFailedException failed) {
            Integer at = failed.line();
            for (Map.Entry<Output, StageNode> one : taken.entrySet()) {
                if (at != null && isMissing(one.getKey(), build.text().originalLine(at), failed)) {
                    return failed(one.getValue(), failed, one.getKey(), null);
                }
            }
            Output output = at == null ? null : build.text().collectedAt(at);
            Collector collector = build.text().collector();
            output = missing(output, failed, collector == null ? List.of() : collector.outputs());
            return failed(
                    build.stage(),
                    failed,
                    output,
                    at == null ? null : build.text().originalLine(at));
        }
        return limited(build.stage(), failure);
    }

    /** The failure of a stage's build that takes nothing from images of other stages as they are. */
    static BuildProblemException of(StageBuild build, ContainerException failure) {
        return of(build, failure, Map.of());
    }

    /** The failure to gather a stage's outputs with a Dockerfile of the collector's own. */
    static BuildProblemException ofGathering(StageNode stage, Collector collector, ContainerException failure) {
        if (failure instanceof BuildFailedException failed) {
            Output output = failed.line() == null ? null : collector.at(failed.line() - 2);
            return failed(stage, failed, missing(output, failed, collector.outputs()), null);
        }
        return limited(stage, failure);
    }

    /** The failure to build the single-stage Dockerfile. */
    static BuildProblemException ofBaseline(BuildFile file, ContainerException failure) {
        if (failure instanceof BuildFailedException failed) {
            String where = file.dockerfile().fileName() + (failed.line() == null ? "" : ":" + failed.line());
            return new StageFailedException(
                    Units.BASELINE,
                    where + ": the baseline could not be built (exit status " + failed.exitStatus() + ")\n  "
                            + String.join("\n  ", failed.lastLines()),
                    failed);
        }
        return failure;
    }

    private static BuildProblemException limited(StageNode stage, ContainerException failure) {
        return failure instanceof TimeLimitException limit ? tooLong(stage, limit) : failure;
    }

    private static StageFailedException tooLong(StageNode node, TimeLimitException e) {
        return new StageFailedException(
                node.displayName(),
                node.file().fileName() + ":" + node.stage().range().startLine() + ": stage '" + node.displayName()
                        + "' was ended after its time limit of " + e.limit().toSeconds()
                        + " s; allow more time, or see what it waits for",
                e);
    }

    /** Not every engine says at which line it failed to copy; all say which path it was. */
    private static @Nullable Output missing(@Nullable Output known, BuildFailedException e, List<Output> outputs) {
        if (known != null || e.line() != null) {
            return known;
        }
        String said = String.join("\n", e.lastLines());
        return !saysMissing(said)
                ? null
                : outputs.stream()
                        .filter(output -> said.contains(output.copied()))
                        .findFirst()
                        .orElse(null);
    }

    private static boolean saysMissing(String said) {
        return said.contains("not found")
                || said.contains("not exist")
                || said.contains("no such file")
                || said.contains("no source files");
    }

    /** Whether a line that takes an output failed because it is not there. */
    private static boolean isMissing(Output output, int line, BuildFailedException e) {
        String said = String.join("\n", e.lastLines());
        // The classic builder leaves the slash in front away.
        return output.where().startLine() == line
                && saysMissing(said)
                && (output.pattern() || said.contains(output.path().substring(1)));
    }

    private static StageFailedException failed(
            StageNode node, BuildFailedException e, @Nullable Output output, @Nullable Integer line) {
        String file = node.file().fileName();
        String said = String.join("\n  ", e.lastLines());
        if (output != null) {
            return new StageFailedException(
                    node.displayName(),
                    file + ":" + output.where().startLine() + ": stage '" + node.displayName() + "' (line "
                            + node.stage().range().startLine() + ") has no " + output.path()
                            + " to copy; check the path, or make the stage write it\n  " + said,
                    e);
        }
        String where = line == null ? file : file + ":" + line;
        return new StageFailedException(
                node.displayName(),
                where + ": stage '" + node.displayName() + "' failed (the engine's build exited with " + e.exitStatus()
                        + ")\n  " + said,
                e);
    }
}
