package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** A plan in words, for a terminal. */
public final class PlanText {
    private final Plan plan;
    /** The stages that have a paragraph of their own. */
    private final BitSet units = new BitSet();

    private final StringBuilder text = new StringBuilder();

    private PlanText(Plan plan) {
        this.plan = plan;
        plan.branches().forEach(branch -> units.set(branch.stage()));
        plan.preparations().forEach(branch -> units.set(branch.stage()));
    }

    /** Several lines, each ended. */
    public static String of(Plan plan) {
        return new PlanText(plan).write();
    }

    private String write() {
        int stages = plan.graph().nodes().size();
        int branches = plan.branches().size();
        text.append(counted(stages, "stage", "stages")).append(", ");
        text.append(counted(branches, "branch", "branches"));
        text.append(", target ").append(name(plan.graph().target())).append("\n\n");
        plan.preparations().forEach(base -> {
            unit(base, "base of several branches, built first");
        });
        plan.branches().forEach(branch -> unit(branch, ""));
        List<String> skipped = plan.graph().nodes().stream()
                .filter(node -> !plan.graph().needed(node.index()))
                .map(node -> name(node.index()))
                .toList();
        if (!skipped.isEmpty()) {
            text.append("not needed: ").append(String.join(", ", skipped)).append('\n');
        }
        return text.toString();
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void unit(Branch branch, String remark) {
        StageNode node = plan.graph().node(branch.stage());
        text.append(name(branch.stage())).append("  ").append(node.fileName());
        text.append(':').append(node.firstLine());
        text.append(remark.isEmpty() ? "" : "  (" + remark + ")").append('\n');
        List<StageNode> below = below(node);
        text.append("    from     ").append(bases(node, below)).append('\n');
        below.stream().filter(stage -> !units.get(stage.index())).forEach(this::inputs);
        inputs(node);
        for (String image : node.images()) {
            text.append("    copies   from image ").append(image).append('\n');
        }
        for (String context : node.contexts()) {
            text.append("    copies   from context ").append(context).append('\n');
        }
    }

    private void inputs(StageNode node) {
        for (Input input : node.inputs()) {
            String paths =
                    input.paths().stream().map(SourcePath::text).distinct().collect(Collectors.joining(", "));
            text.append(input.kind() == Input.Kind.COPY ? "    copies   " : "    mounts   ")
                    .append(paths);
            text.append(" from ").append(name(input.stage())).append('\n');
        }
    }

    /**
     * The stages it builds on, the deepest first, down to one with a paragraph of its own: that one says how it goes on,
     * and to say it again would make the text of a long chain its square.
     */
    private List<StageNode> below(StageNode node) {
        Deque<StageNode> below = new ArrayDeque<>();
        StageNode at = node;
        while (at.base() instanceof Base.Stage stage && (at.index() == node.index() || !units.get(at.index()))) {
            at = plan.graph().node(stage.index());
            below.addFirst(at);
        }
        return List.copyOf(below);
    }

    private String bases(StageNode node, List<StageNode> below) {
        List<String> chain = new ArrayList<>();
        for (int i = below.size() - 1; i >= 0; i--) {
            chain.add(name(below.get(i).index()));
        }
        StageNode deepest = below.isEmpty() ? node : below.get(0);
        if (below.isEmpty() || !units.get(deepest.index())) {
            chain.add(base(deepest.base()));
        }
        return String.join(" ← ", chain);
    }

    /** A base that is no stage of the file. */
    static String base(Base base) {
        if (base instanceof Base.Context context) {
            return "context " + context.name();
        }
        return base instanceof Base.Image image ? image.reference() : "scratch";
    }

    private String name(int stage) {
        return plan.graph().node(stage).displayName();
    }
}
