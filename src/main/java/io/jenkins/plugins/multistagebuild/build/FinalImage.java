package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import io.jenkins.plugins.multistagebuild.image.ImageArchive;
import io.jenkins.plugins.multistagebuild.image.LayerSizes;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Weighs the final image from the archive that the engine has written: layers, files, and the compressed size a registry
 * would store.
 */
final class FinalImage {
    /** How many of the largest files a report lists. */
    private static final int LARGEST_FILES = 50;

    private FinalImage() {}

    static ImageFigures figures(Path archive, String reference, long diskBytes)
            throws BuildProblemException, InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (ImageArchive opened = ImageArchive.open(archive)) {
            ArchivedImage image = opened.image();
            CompressedSize compressed =
                    CompressedSize.measure(opened, image, threads, LayerSizes.ofUser(System.getenv()));
            return ImageFigures.of(reference, image, compressed, diskBytes, LARGEST_FILES, true);
        } catch (IOException e) {
            throw new BuildProblemException("cannot read " + archive + ": " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
