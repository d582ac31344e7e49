package io.jenkins.plugins.multistagebuild.report;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages that decided how long a build took: from the target back, at each stage the one it waited for longest. Making
 * any other stage faster would have made nothing faster.
 */
public final class CriticalPath {
    private CriticalPath() {}

    /** Indexes of its stages; empty if the target did not run. */
    public static BitSet of(SizeReport report) {
        BitSet path = new BitSet();
        StageFigures at = target(report);
        while (at != null && at.startMillis() != null && !path.get(at.index())) {
            path.set(at.index());
            at = lastAwaited(report, at);
        }
        return path;
    }

    private static @Nullable StageFigures target(SizeReport report) {
        List<StageFigures> stages = report.stages();
        for (int i = stages.size() - 1; i >= 0; i--) {
            StageFigures stage = stages.get(i);
            if (report.target().equals(stage.name()) || report.target().equals(String.valueOf(i))) {
                return stage;
            }
        }
        return null;
    }

    private static @Nullable StageFigures lastAwaited(SizeReport report, StageFigures stage) {
        BitSet awaited = new BitSet();
        collect(report, stage, awaited, new BitSet());
        return awaited.stream()
                .mapToObj(report.stages()::get)
                .max(Comparator.comparingLong(CriticalPath::end).thenComparing(StageFigures::index))
                .orElse(null);
    }

    /** A stage that was built inside another one's branch has no times of its own: what it waited for counts instead. */
    private static void collect(SizeReport report, StageFigures stage, BitSet awaited, BitSet seen) {
        for (StageInput input : stage.inputs()) {
            int index = input.stage();
            if (index < report.stages().size() && !seen.get(index)) {
                seen.set(index);
                StageFigures before = report.stages().get(index);
                if (before.startMillis() != null) {
                    awaited.set(index);
                } else {
                    collect(report, before, awaited, seen);
                }
            }
        }
    }

    private static long end(StageFigures stage) {
        return stage.startMillis() == null || stage.durationMillis() == null
                ? 0
                : stage.startMillis() + stage.durationMillis();
    }
}
