package io.jenkins.plugins.multistagebuild.report;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ArchivedImage;
import io.jenkins.plugins.multistagebuild.image.CompressedSize;
import io.jenkins.plugins.multistagebuild.image.ImageFile;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param name of the image, the archive or the report
 * @param uncompressedBytes the sum of its layers' tar bytes
 * @param compressedBytes compressed size in bytes, or null if not known
 * @param layerCount number of its layers
 * @param fileCount number of its files, without directories
 * @param files sizes in bytes by absolute path
 * @param allFiles whether {@code files} holds every file; reports of the first release hold the largest only
 */
public record ComparedImage(
        String name,
        long uncompressedBytes,
        @Nullable Long compressedBytes,
        int layerCount,
        long fileCount,
        Map<String, Long> files,
        boolean allFiles) {
    public ComparedImage {
        Figures.requireText(name, "name");
        files = Map.copyOf(files);
    }

    /**
     * An image read from an archive.
     *
     * @param compressed its measured compressed size, or null to take what the archive stores, if it does
     */
    public static ComparedImage of(String name, ArchivedImage image, @Nullable CompressedSize compressed) {
        Map<String, Long> files = image.files().entries().stream()
                .filter(file -> file.type() != ImageFile.Type.DIRECTORY)
                .collect(Collectors.toMap(ImageFile::path, ImageFile::bytes));
        return new ComparedImage(
                name,
                image.uncompressedBytes(),
                compressed == null ? image.compressedBytes() : Long.valueOf(compressed.totalBytes()),
                image.layers().size(),
                image.files().fileCount(),
                files,
                true);
    }

    /**
     * The image of a report.
     *
     * @param name what to name in messages and views, for example the report's file
     * @throws BuildProblemException if the report is of a build that made no image
     */
    public static ComparedImage of(String name, SizeReport report) throws BuildProblemException {
        ImageFigures image = report.image();
        if (image == null) {
            throw new BuildProblemException(
                    name + ": the report is of a build that made no image; compare with one of a finished build");
        }
        boolean allFiles = image.listsAllFiles();
        Map<String, Long> files = (allFiles ? image.files() : image.largestFiles())
                .stream().collect(Collectors.toMap(FileFigures::path, FileFigures::bytes, Math::max));
        return new ComparedImage(
                name,
                image.uncompressedBytes(),
                image.compressedBytes(),
                image.layers().size(),
                image.fileCount(),
                files,
                allFiles);
    }
}
