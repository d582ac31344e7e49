package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.report.Baseline;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the final image is compared with. */
final class Baselines {
    private Baselines() {}

    static Baseline dockerfile(BuildFile file, ImageInfo image) {
        return new Baseline(Baseline.Kind.DOCKERFILE, file.dockerfile().fileName(), image.sizeBytes());
    }

    static Baseline image(String reference, ImageInfo image) {
        return new Baseline(Baseline.Kind.IMAGE, reference, image.sizeBytes());
    }

    /** The largest of the stages that files of the final image came from, directly or not; null if there are none. */
    static @Nullable Baseline largestSource(Plan plan, Journal journal) {
        BitSet sources = sources(plan.graph());
        int largest = -1;
        long bytes = -1;
        for (int stage = sources.nextSetBit(0); stage >= 0; stage = sources.nextSetBit(stage + 1)) {
            JournalPage.Size size = journal.size(stage);
            if (size != null && size.bytes() > bytes) {
                largest = stage;
                bytes = size.bytes();
            }
        }
        return largest < 0
                ? null
                : new Baseline(Baseline.Kind.STAGE, plan.graph().node(largest).displayName(), bytes);
    }

    private static BitSet sources(StageGraph graph) {
        BitSet seen = new BitSet();
        BitSet sources = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(graph.target());
        while (!open.isEmpty()) {
            int stage = open.remove();
            if (!seen.get(stage)) {
                seen.set(stage);
                graph.node(stage).inputs().forEach(input -> {
                    sources.set(input.stage());
                    open.add(input.stage());
                });
                if (graph.node(stage).base() instanceof Base.Stage base) {
                    open.add(base.index());
                }
            }
        }
        return sources;
    }
}
