package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.report.PlanDiagram;
import io.jenkins.plugins.multistagebuild.report.PlanJson;
import io.jenkins.plugins.multistagebuild.report.PlanText;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "plan", description = "Shows which stages are built, in which branches, and what they hand on.")
final class PlanCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON,
        DOT,
        MERMAID;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private final DockerfileOptions dockerfile = new DockerfileOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Plan plan = Plan.of(dockerfile.graph());
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> out.print(PlanText.of(plan));
            case JSON -> {
                PlanJson.write(plan, out);
                out.println();
            }
            case DOT -> out.print(PlanDiagram.dot(plan));
            case MERMAID -> out.print(PlanDiagram.mermaid(plan));
        }
        return ExitStatus.DONE;
    }
}
