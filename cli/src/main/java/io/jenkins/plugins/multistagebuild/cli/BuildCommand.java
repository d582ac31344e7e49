package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BaselineChoice;
import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.build.BuildResult;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.EngineFlags;
import io.jenkins.plugins.multistagebuild.build.LocalBuild;
import io.jenkins.plugins.multistagebuild.container.Beside;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ImageName;
import io.jenkins.plugins.multistagebuild.gate.GateJudge;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.gate.References;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import io.jenkins.plugins.multistagebuild.report.HtmlReport;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "build",
        description = "Builds the stages side by side, passes their outputs on, and reports what everything weighs.")
final class BuildCommand implements Callable<Integer> {
    enum BuilderName {
        AUTO(null),
        BUILDKIT(Builder.BUILDKIT),
        CLASSIC(Builder.CLASSIC);

        private final @Nullable Builder builder;

        BuilderName(@Nullable Builder builder) {
            this.builder = builder;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private final DockerfileOptions dockerfile = new DockerfileOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "IMAGE",
            description = "Reference for the final image; may be given several times (default: none, only its ID).")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--builder",
            paramLabel = "BUILDER",
            defaultValue = "auto",
            description = "Docker's builder, one of ${COMPLETION-CANDIDATES} (default: as docker itself chooses).")
    private BuilderName builder = BuilderName.AUTO;

    @Option(names = "--secret", paramLabel = "SECRET", description = "Passed on to the engine.")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--ssh", paramLabel = "SSH", description = "Passed on to the engine.")
    private List<String> ssh = new ArrayList<>();

    @Option(names = "--network", paramLabel = "NETWORK", description = "Network for RUN; passed on to the engine.")
    private @Nullable String network;

    @Option(names = "--cache-from", paramLabel = "IMAGE", description = "Passed on to the engine.")
    private List<String> cacheFrom = new ArrayList<>();

    @Option(names = "--no-cache", description = "Take nothing from the layer cache.")
    private boolean noCache;

    @Option(names = "--pull", description = "Pull the base images, even if they are there.")
    private boolean pull;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many branches at once (default: the number of processors).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--keep-going", description = "After a failure, finish the branches that do not depend on it.")
    private boolean keepGoing;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the build of one stage may take (default: no limit).")
    private @Nullable Long timeout;

    @Option(
            names = "--baseline",
            paramLabel = "BASELINE",
            defaultValue = "auto",
            description =
                    "What to compare the size with: a Dockerfile (built alongside), an image, 'none', or 'auto': the"
                            + " largest stage that files of the final image came from (default: ${DEFAULT-VALUE}).")
    private String baseline = "auto";

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Directory for report.json, report.html and a log per stage.")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Limits limits = gates.limits();
        References references = gates.references();
        BuildResult result = build();
        SizeReport judged = GateJudge.judge(result.report(), limits, references);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new TextSummary(Terminal.colours(), Terminal.width()).print(judged));
        out.println();
        out.println("image: " + result.image());
        write(judged, out);
        return judged.fails(Criticality.UNSTABLE) ? ExitStatus.GATE_FAILED : ExitStatus.DONE;
    }

    private BuildResult build() throws BuildProblemException, InterruptedException {
        try (Beside<ContainerEngine> found = engine.search(builder.builder)) {
            BuildSpec build = spec();
            try (ProgressView progress = ProgressView.on(spec.commandLine().getErr())) {
                return new LocalBuild(found.answer(), build, Version.generator(), progress).run();
            }
        }
    }

    private BuildSpec spec() throws BuildProblemException {
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs " + jobs + ": at least one branch must run");
        }
        if (timeout != null && timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout " + timeout + ": give at least one second");
        }
        for (String tag : tags) {
            ImageName.require("-t", tag);
        }
        EngineFlags flags = new EngineFlags(
                dockerfile.buildContexts(),
                secrets,
                ssh,
                network,
                cacheFrom,
                noCache,
                pull,
                timeout == null ? null : Duration.ofSeconds(timeout));
        return new BuildSpec(
                dockerfile.context(),
                dockerfile.read(),
                dockerfile.target(),
                dockerfile.buildArgs(),
                dockerfile.platform(),
                flags,
                tags,
                jobs,
                keepGoing,
                baseline(),
                report == null ? null : reportFolder(report).resolve("logs"));
    }

    private BaselineChoice baseline() throws BuildProblemException {
        return switch (baseline.toLowerCase(Locale.ROOT)) {
            case "auto" -> new BaselineChoice.Auto();
            case "none" -> new BaselineChoice.None();
            default ->
                Files.exists(Path.of(baseline))
                        ? new BaselineChoice.SingleStage(BuildFile.read(null, Path.of(baseline)))
                        : new BaselineChoice.Image(baseline);
        };
    }

    /** Made before the build: to learn after it that the report has no place would be late. */
    private static Path reportFolder(Path folder) throws BuildProblemException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BuildProblemException(
                    "cannot make the report directory " + folder + ": " + reason(e)
                            + "; give another directory with --report",
                    e);
        }
    }

    /** The file system's reason; where the exception's class says it all, its message is but the path. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException at ? at.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private void write(SizeReport document, PrintWriter out) throws BuildProblemException {
        if (report != null) {
            ReportJson.write(document, report.resolve(ReportFile.NAME));
            HtmlReport.write(document, report.resolve("report.html"));
            out.println("report: " + report.resolve("report.html"));
        }
    }
}
