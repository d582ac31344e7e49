package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.GateJudge;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.GateListing;
import io.jenkins.plugins.multistagebuild.report.MarkdownReport;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "gate",
        description =
                "Holds the image of a report against limits. The exit status is 3 if a gate of criticality unstable,"
                        + " error or failure is not passed.")
final class GateCommand implements Callable<Integer> {
    @Mixin
    private final GateOptions gates = new GateOptions();

    @Parameters(paramLabel = "REPORT", description = "A report.json, or the directory that 'build --report' wrote.")
    private Path report = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private GateFormat format = GateFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws BuildProblemException {
        if (!gates.any()) {
            throw new ParameterException(
                    spec.commandLine(), "No limit is given: name at least one with --budget or --gate");
        }
        SizeReport judged = GateJudge.judge(read(), gates.limits(), gates.references());
        spec.commandLine().getOut().print(print(judged));
        return judged.fails(Criticality.UNSTABLE) ? ExitStatus.GATE_FAILED : ExitStatus.DONE;
    }

    private SizeReport read() throws BuildProblemException {
        SizeReport read = ReportFile.require(report);
        if (read.image() == null) {
            throw new BuildProblemException(
                    report + ": the report is of a build that made no image, so there is nothing to judge");
        }
        return read;
    }

    private String print(SizeReport judged) {
        TextSummary text = new TextSummary(Terminal.colours(), Terminal.width());
        return switch (format) {
            case TEXT -> text.headline(judged) + "\n" + text.judgement(judged);
            case JSON -> GateListing.of(judged).toJson();
            case MARKDOWN -> MarkdownReport.render(judged, MarkdownReport.CHECK_LENGTH);
        };
    }
}
