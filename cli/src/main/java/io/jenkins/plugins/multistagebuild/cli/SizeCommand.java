package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import io.jenkins.plugins.multistagebuild.image.LayerSizes;
import io.jenkins.plugins.multistagebuild.report.SizeListing;
import io.jenkins.plugins.multistagebuild.report.TextSummary;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "size", description = "Says what an image weighs: sizes, layers and largest files.")
final class SizeCommand implements Callable<Integer> {
    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Parameters(
            paramLabel = "IMAGE",
            description = "An image archive (docker or OCI), an OCI directory, or an image of the container engine.")
    private String image = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--compress",
            description = "Also compute the compressed size of layers that are stored uncompressed; takes as long as"
                    + " compressing them.")
    private boolean compress;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the largest files to list (default: ${DEFAULT-VALUE}).")
    private int largest = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (ImageSource source = ImageSource.open(image, engine)) {
            ArchivedImage archived = source.archive().image();
            CompressedSize compressed = compress ? compressed(source, archived) : null;
            SizeListing listing = SizeListing.of(image, archived, compressed, source.diskBytes(), Math.max(0, largest));
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    format == OutputFormat.JSON
                            ? listing.toJson()
                            : new TextSummary(Terminal.colours(), Terminal.width()).print(listing));
        }
        return ExitStatus.DONE;
    }

    private static @Nullable CompressedSize compressed(ImageSource source, ArchivedImage image) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            // An archive may come from anywhere, and say what it wants of its layers.
            return CompressedSize.measure(source.archive(), image, threads, LayerSizes.none());
        } finally {
            threads.shutdownNow();
        }
    }
}
