package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.ComparedImage;
import io.jenkins.plugins.multistagebuild.report.Comparison;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "compare", description = "Compares two images, archives or reports file by file.")
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Parameters(index = "0", paramLabel = "OLD", description = "An image, archive, OCI directory or report.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "An image, archive, OCI directory or report.")
    private String after = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Comparison comparison = Comparison.between(side(before), side(after));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format == OutputFormat.JSON
                        ? comparison.toJson()
                        : new TextSummary(Terminal.colours(), Terminal.width()).print(comparison));
        return ExitStatus.DONE;
    }

    private ComparedImage side(String name) throws BuildProblemException, InterruptedException {
        Path path = Path.of(name);
        Path report = ReportFile.find(path);
        if (report != null && ReportFile.isNamedLikeOne(report)) {
            return ComparedImage.of(name, ReportFile.read(report));
        }
        try (ImageSource source = ImageSource.open(name, engine)) {
            return ComparedImage.of(name, source.archive().image(), null);
        }
    }
}
