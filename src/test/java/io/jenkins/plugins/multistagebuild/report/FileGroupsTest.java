package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGroupsTest {
    private static final int MANY = 50_000;
    private static final long MOST_BYTES = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void shouldGroupFilesByDirectory() throws Exception {
        SizeReport report = SampleReports.listedMovies();
        String json = ReportJson.print(report);
        assertThat(json)
                .contains("\"files\" : {")
                .contains("\"/\" : [ [ \"movies\", 6815744, 1 ] ]")
                .contains("\"/bin\" : [ [ \"busybox\", 808712, 0 ], [ \"sh\", 0, 0 ] ]");
        assertThat(ReportJson.parse(json, "json")).isEqualTo(report);
        assertThat(ReportJson.print(SampleReports.movies())).doesNotContain("\"files\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ \"sh\", 0, 0 ]  | [ \"sh\", 0 ]         | image.files is an object of directories",
                "[ \"sh\", 0, 0 ]  | [ 5, 0, 0 ]           | image.files is an object of directories",
                "[ \"sh\", 0, 0 ]  | [ \"sh\", -1, 0 ]     | files.bytes is -1, which is less than 0",
                "[ \"sh\", 0, 0 ]  | { }                   | image.files is an object of directories",
                "\"/bin\" :        | \"bin\" :             | image.files is an object of directories",
                ", [ \"sh\", 0, 0 ] | ''                   | image.files lists 2 files, but image.fileCount is 3",
            })
    void shouldRefuseWhatIsNoListOfFiles(String there, String instead, String complaint) {
        String json = ReportJson.print(SampleReports.listedMovies());
        String wrong = json.replace(there, instead);
        assertThat(wrong).isNotEqualTo(json);
        assertThatThrownBy(() -> ReportJson.parse(wrong, "report.json"))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageContaining(complaint)
                .hasMessageStartingWith("report.json:");
    }

    @Test
    void shouldIgnoreWhatALaterReleaseKnowsOfAFile() throws Exception {
        String json = ReportJson.print(SampleReports.listedMovies());
        String later = json.replace("[ \"sh\", 0, 0 ]", "[ \"sh\", 0, 0, \"sha256:0\", 7 ]");
        assertThat(ReportJson.parse(later, "later")).isEqualTo(SampleReports.listedMovies());
    }

    @Test
    void shouldWriteCompressedAndReadEither() throws Exception {
        Path file = directory.resolve("report.json.gz");
        ReportJson.writeCompressed(SampleReports.judged(), file);
        ReportJson.writeCompressed(SampleReports.judged(), file);
        assertThat(ReportJson.read(file)).isEqualTo(SampleReports.judged());
        Path plain = directory.resolve("report.json");
        ReportJson.write(SampleReports.judged(), plain);
        assertThat(ReportJson.read(plain)).isEqualTo(SampleReports.judged());
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ReportJson.read(file))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageStartingWith(file + ": the report is damaged or cut off");
    }

    @Test
    void shouldLeaveTheOldReportWhereANewOneCannotBeWritten() throws Exception {
        Path file = Files.createDirectory(directory.resolve("report.json.gz"));
        Files.writeString(file.resolve("in-the-way"), "x");
        assertThatThrownBy(() -> ReportJson.writeCompressed(SampleReports.judged(), file))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageStartingWith(file + ": the report cannot be written");
        assertThat(file.resolve("in-the-way")).exists();
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    /** The bar, with the files of this machine as those of an image. */
    @Test
    void shouldKeepFiftyThousandFilesBelowAMegabyte() throws Exception {
        List<FileFigures> files = filesBelow(Path.of("/usr"));
        assumeTrue(files.size() == MANY, "/usr has only " + files.size() + " files: the bar was not measured");
        SizeReport report = listing(files);
        Path file = directory.resolve("report.json.gz");
        ReportJson.writeCompressed(report, file);
        System.out.printf(
                "report of %,d files: %,d bytes compressed, %,d pretty%n",
                MANY, Files.size(file), ReportJson.print(report).length());
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        assertThat(ReportJson.read(file)).isEqualTo(report);
    }

    private static SizeReport listing(List<FileFigures> files) {
        SizeReport movies = SampleReports.movies();
        ImageFigures image = Objects.requireNonNull(movies.image());
        return SampleReports.withImage(
                movies,
                new ImageFigures(
                        image.reference(),
                        image.id(),
                        image.uncompressedBytes(),
                        image.compressedBytes(),
                        image.compressedMethod(),
                        image.diskBytes(),
                        image.layers(),
                        files.size(),
                        image.largestFiles(),
                        null,
                        0L,
                        files));
    }

    private static List<FileFigures> filesBelow(Path root) {
        List<FileFigures> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // Layers change from directory to directory, as they do where packages are installed in steps.
                    int layer =
                            file.getNameCount() > 2 ? Math.abs(file.getName(2).hashCode() % 6) : 0;
                    files.add(new FileFigures(
                            file.toString(), attributes.isSymbolicLink() ? 0 : attributes.size(), layer));
                    return files.size() < MANY ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
