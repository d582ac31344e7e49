package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import io.jenkins.plugins.multistagebuild.image.ImageFile;
import io.jenkins.plugins.multistagebuild.image.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * @param digest of its manifest in the registry that it was pushed to ({@code sha256:…}), or null if it was not
 * @param wastedBytes bytes of files that its layers hold and no container sees, because upper layers overwrite or delete
 *     them; null in reports of releases that did not count them
 * @param files all of them, ordered by path, or none where only the largest are known; see {@link #listsAllFiles}
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
        List<FileFigures> largestFiles,
        @Nullable String digest,
        @Nullable Long wastedBytes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonSerialize(using = FileGroups.Writer.class)
        @JsonDeserialize(using = FileGroups.Reader.class)
        List<FileFigures> files) {
    private static final Comparator<FileFigures> BY_PATH = Comparator.comparing(FileFigures::path);

    public ImageFigures {
        Figures.requireText(reference, "image.reference");
        Figures.requireText(id, "image.id");
        Figures.requireCount(uncompressedBytes, "image.uncompressedBytes");
        Figures.requireCount(compressedBytes, "image.compressedBytes");
        Figures.requireCount(diskBytes, "image.diskBytes");
        Figures.requireCount(fileCount, "image.fileCount");
        layers = Figures.listed(layers, "image.layers");
        largestFiles = Figures.listed(largestFiles, "image.largestFiles");
        Figures.requireCount(wastedBytes, "image.wastedBytes");
        files = Figures.listed(files, "image.files").stream().sorted(BY_PATH).toList();
        requireAll(files, fileCount);
        if ((compressedBytes == null) != (compressedMethod == null)) {
            throw new IllegalArgumentException("image.compressedBytes is " + compressedBytes
                    + " but image.compressedMethod is " + compressedMethod + "; both or neither must be there");
        }
    }

    private static void requireAll(List<FileFigures> files, long fileCount) {
        if (!files.isEmpty() && files.size() != fileCount) {
            throw new IllegalArgumentException("image.files lists " + files.size() + " files, but image.fileCount is "
                    + fileCount + "; all or none must be listed");
        }
        for (FileFigures file : files) {
            if (!file.path().startsWith("/")) {
                throw new IllegalArgumentException(
                        "image.files has the path '" + file.path() + "', but paths begin with /");
            }
        }
    }

    /** Whether {@link #files} holds every file of the image. */
    public boolean listsAllFiles() {
        return files.size() == fileCount;
    }

    /** The same with the digest that a registry gave it. */
    public ImageFigures withDigest(String registryDigest) {
        return with(registryDigest, files);
    }

    /** The same with its largest files only. */
    ImageFigures withoutFiles() {
        return with(digest, List.of());
    }

    private ImageFigures with(@Nullable String newDigest, List<FileFigures> newFiles) {
        return new ImageFigures(
                reference,
                id,
                uncompressedBytes,
                compressedBytes,
                compressedMethod,
                diskBytes,
                layers,
                fileCount,
                largestFiles,
                newDigest,
                wastedBytes,
                newFiles);
    }

    /**
     * The figures of an image read from an archive.
     *
     * @param reference the name to show for it
     * @param compressed its measured compressed size, or null if that is not wanted
     * @param diskBytes what the engine says, or null
     * @param largest how many of the largest files to list
     * @param allFiles whether to list all files as well
     */
    public static ImageFigures of(
            String reference,
            ArchivedImage image,
            @Nullable CompressedSize compressed,
            @Nullable Long diskBytes,
            int largest,
            boolean allFiles) {
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
                figures(image.files().largestFiles(largest)),
                null,
                image.files().wastedBytes(),
                allFiles ? figures(image.files().entries()) : List.of());
    }

    private static List<FileFigures> figures(Collection<ImageFile> entries) {
        List<FileFigures> figures = new ArrayList<>();
        for (ImageFile entry : entries) {
            if (entry.type() != ImageFile.Type.DIRECTORY) {
                figures.add(new FileFigures(entry.path(), entry.bytes(), entry.layer()));
            }
        }
        return figures;
    }
}
