package io.jenkins.plugins.multistagebuild.image;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/** What is wrong with an archive, in words for its user. */
final class ArchiveProblem {
    private ArchiveProblem() {}

    /**
     * A problem met while reading.
     *
     * @param where which part of the archive; empty for the archive as a whole
     */
    static BuildProblemException of(Path file, String where, IOException problem) {
        String subject = file + ": " + (where.isEmpty() ? "it" : where) + " ";
        String detail = problem.getMessage() == null ? "" : " (" + problem.getMessage() + ")";
        if (problem instanceof EOFException) {
            return new BuildProblemException(
                    subject + "is cut off" + detail + "; copy or save the image again", problem);
        }
        if (problem instanceof TarFormatException || problem instanceof ZipException) {
            return new BuildProblemException(
                    subject + "is damaged" + detail + "; copy or save the image again", problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new BuildProblemException(subject + "may not be read by this user; check its permissions", problem);
        }
        return new BuildProblemException(subject + "cannot be read: " + problem, problem);
    }

    /** The file could not be walked as a tar: it is compressed, something else, cut off or damaged. */
    static BuildProblemException noTar(Path file, IOException problem) {
        try (InputStream in = Files.newInputStream(file)) {
            Compression compression = Compression.detect(in);
            if (compression != Compression.NONE) {
                return new BuildProblemException(
                        file + ": it is compressed with " + compression + ", and layers are read by seeking;"
                                + " decompress it first",
                        problem);
            }
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        if (!(problem instanceof TarFormatException)) {
            return of(file, "", problem);
        }
        return new BuildProblemException(
                file + ": it is no image archive, or a damaged one (" + problem.getMessage()
                        + "); give the tar that 'docker save' writes, or an OCI layout directory",
                problem);
    }

    static List<ImageManifest> requireImages(Path file, List<ImageManifest> images, BlobStore store)
            throws BuildProblemException, IOException {
        if (!images.isEmpty()) {
            return images;
        }
        boolean described =
                store.find(ManifestReader.DOCKER_MANIFEST) != null || store.find(ManifestReader.OCI_INDEX) != null;
        throw new BuildProblemException(
                described
                        ? file + ": it holds no image whose manifest and configuration are in it; save the image again"
                        : file + ": it is no image archive, for it has neither " + ManifestReader.DOCKER_MANIFEST
                                + " nor " + ManifestReader.OCI_INDEX
                                + "; give the tar that 'docker save' writes ('docker export' writes another), or an OCI"
                                + " layout directory");
    }
}
