package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.stream.Collectors;

/**
 * A plan as a diagram in the language of Graphviz or Mermaid: a node per stage, a solid arrow for files that are handed
 * on, a dashed one for a base; what the target does not need is dashed too.
 */
public final class PlanDiagram {
    private PlanDiagram() {}

    /** For Graphviz. */
    public static String dot(Plan plan) {
        StringBuilder text = new StringBuilder("digraph plan {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
        for (StageNode node : plan.graph().nodes()) {
            boolean target = node.index() == plan.graph().target();
            text.append("  s").append(node.index()).append(" [label=").append(dotQuoted(label(node)));
            text.append(target ? ", penwidth=2" : "");
            text.append(plan.graph().needed(node.index()) ? "" : ", style=\"rounded,dashed\"")
                    .append("];\n");
        }
        for (StageNode node : plan.graph().nodes()) {
            if (node.base() instanceof Base.Stage base) {
                text.append("  s").append(base.index()).append(" -> s").append(node.index());
                text.append(" [style=dashed, label=\"FROM\"];\n");
            }
            for (Input input : node.inputs()) {
                text.append("  s").append(input.stage()).append(" -> s").append(node.index());
                text.append(" [label=").append(dotQuoted(paths(input))).append("];\n");
            }
        }
        return text.append("}\n").toString();
    }

    /** For Mermaid, as GitHub and others draw it in Markdown. */
    public static String mermaid(Plan plan) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (StageNode node : plan.graph().nodes()) {
            text.append("  s")
                    .append(node.index())
                    .append('[')
                    .append(mermaidQuoted(label(node)))
                    .append("]\n");
        }
        for (StageNode node : plan.graph().nodes()) {
            if (node.base() instanceof Base.Stage base) {
                text.append("  s")
                        .append(base.index())
                        .append(" -.->|FROM| s")
                        .append(node.index())
                        .append('\n');
            }
            for (Input input : node.inputs()) {
                text.append("  s").append(input.stage()).append(" -->|").append(mermaidQuoted(paths(input)));
                text.append("| s").append(node.index()).append('\n');
            }
        }
        text.append("  style s").append(plan.graph().target()).append(" stroke-width:3px\n");
        for (StageNode node : plan.graph().nodes()) {
            if (!plan.graph().needed(node.index())) {
                text.append("  style s").append(node.index()).append(" stroke-dasharray:4\n");
            }
        }
        return text.toString();
    }

    private static String label(StageNode node) {
        return node.displayName() + (node.base() instanceof Base.Stage ? "" : "\n" + PlanText.base(node.base()));
    }

    private static String paths(Input input) {
        return input.paths().stream().map(SourcePath::text).distinct().collect(Collectors.joining("\n"));
    }

    private static String dotQuoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String mermaidQuoted(String text) {
        String safe = text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return '"' + safe.replace("\n", "<br/>") + '"';
    }
}
