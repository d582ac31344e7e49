package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import io.jenkins.plugins.multistagebuild.image.ImageFile;
import io.jenkins.plugins.multistagebuild.image.Layer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image weighs. Its three sizes are never mixed: see {@code docs/report.md}.
 *
 * @param reference its name, or its ID if it has none
 * @param id digest of its configuration
 * @param uncompressedBytes the sum of its layers' tar bytes
 * @param compressedBytes the sum of its compressed layers and its configuration in bytes, or null if not measured
 * @param compressedMethod how {@code compressedBytes} was found; null exactly if that is
 * @param diskBytes what the engine says that the image takes on its disk, or null if no engine was asked
 * @param layers from the bottom up
 * @param fileCount number of files in the merged tree, without directories
 * @param largestFiles the largest ones, the largest first
 */
public record ImageFigures(
        String reference,
        String id,
        long uncompressedBytes,
        @Nullable Long compressedBytes,
        @Nullable String compressedMethod,
        @Nullable Long diskBytes,
        List<LayerFigures> layers,
        long fileCount,
        List<FileFigures> largestFiles) {
    public ImageFigures {
        Figures.requireText(reference, "image.reference");
        Figures.requireText(id, "image.id");
        Figures.requireCount(uncompressedBytes, "image.uncompressedBytes");
        Figures.requireCount(compressedBytes, "image.compressedBytes");
        Figures.requireCount(diskBytes, "image.diskBytes");
        Figures.requireCount(fileCount, "image.fileCount");
        layers = Figures.listed(layers, "image.layers");
        largestFiles = Figures.listed(largestFiles, "image.largestFiles");
        if ((compressedBytes == null) != (compressedMethod == null)) {
            throw new IllegalArgumentException("image.compressedBytes is " + compressedBytes
                    + " but image.compressedMethod is " + compressedMethod + "; both or neither must be there");
        }
    }

    /**
     * The figures of an image read from an archive.
     *
     * @param reference the name to show for it
     * @param compressed its measured compressed size, or null if that is not wanted
     * @param diskBytes what the engine says, or null
     * @param largest how many of the largest files to list
     */
    public static ImageFigures of(
            String reference,
            ArchivedImage image,
            @Nullable CompressedSize compressed,
            @Nullable Long diskBytes,
            int largest) {
        List<LayerFigures> layers = new ArrayList<>();
        for (Layer layer : image.layers()) {
            Long bytes = compressed == null
                    ? layer.compressedBytes()
                    : compressed.layerBytes().get(layer.index());
            layers.add(new LayerFigures(
                    layer.index(), layer.diffId(), layer.createdBy(), layer.uncompressedBytes(), bytes));
        }
        Long stored = image.compressedBytes();
        return new ImageFigures(
                reference,
                image.id(),
                image.uncompressedBytes(),
                compressed == null ? stored : Long.valueOf(compressed.totalBytes()),
                compressed == null ? (stored == null ? null : CompressedSize.STORED) : compressed.method(),
                diskBytes,
                layers,
                image.files().fileCount(),
                largestFiles(image, largest));
    }

    private static List<FileFigures> largestFiles(ArchivedImage image, int count) {
        List<FileFigures> figures = new ArrayList<>();
        for (ImageFile file : image.files().largestFiles(count)) {
            figures.add(new FileFigures(file.path(), file.bytes(), file.layer()));
        }
        return figures;
    }
}
