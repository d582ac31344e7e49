package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan in words, for a terminal. */
public final class PlanText {
    private final Plan plan;
    private final StringBuilder text = new StringBuilder();

    private PlanText(Plan plan) {
        this.plan = plan;
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
        text.append("    from     ").append(base(node)).append('\n');
        for (int included : branch.includes()) {
            inputs(plan.graph().node(included));
        }
        inputs(node);
        for (String image : node.images()) {
            text.append("    copies   from image ").append(image).append('\n');
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

    /** The base and, if it is a stage, what that one builds on, down to an image. */
    private String base(StageNode node) {
        List<String> chain = new ArrayList<>();
        StageNode at = node;
        while (at.base() instanceof Base.Stage stage) {
            chain.add(name(stage.index()));
            at = plan.graph().node(stage.index());
        }
        chain.add(at.base() instanceof Base.Image image ? image.reference() : "scratch");
        return String.join(" ← ", chain);
    }

    private String name(int stage) {
        return plan.graph().node(stage).displayName();
    }
}
