package io.jenkins.plugins.multistagebuild.jenkins.step;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.Journal;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SplitSources;
import io.jenkins.plugins.multistagebuild.report.JournalPage;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import io.jenkins.plugins.multistagebuild.trend.SavedReports;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a call of the step keeps in the folder of its build: the Dockerfiles and what the agents found out while it runs,
 * the report at the end. Files appear whole or not at all.
 */
public final class SplitFolder {
    /** The folder of all calls, in the folder of the build. */
    static final String NAME = SavedReports.FOLDER;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SOURCES = "sources.json";
    private static final String REPORT = SavedReports.REPORT;
    private static final String PAGES = "page-*.json";

    /** The page about the final image. */
    static final String IMAGE_PAGE = "image";

    private final Path path;

    SplitFolder(Run<?, ?> run, String reportId) {
        this.path = run.getRootDir().toPath().resolve(NAME).resolve(reportId);
    }

    void write(SplitSources sources) throws IOException {
        write(SOURCES, JSON.writeValueAsString(sources));
    }

    SplitSources sources() throws IOException {
        return JSON.readValue(Files.readString(path.resolve(SOURCES)), SplitSources.class);
    }

    /** Keeps a journal page; one of the same name is replaced. */
    void writePage(String name, String json) throws IOException {
        write(page(name), json);
    }

    /** Adds to what is known of the final image the digest that a registry gave it. */
    void noteDigest(String digest) throws IOException {
        JournalPage page = JournalPage.parse(Files.readString(path.resolve(page(IMAGE_PAGE))));
        writePage(IMAGE_PAGE, page.withDigest(digest).json());
    }

    private static String page(String name) {
        return "page-" + name + ".json";
    }

    /** Adds all pages to a journal. */
    void readPages(Journal journal) throws IOException {
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(path, PAGES)) {
            for (Path page : pages) {
                journal.add(JournalPage.parse(Files.readString(page)));
            }
        }
    }

    void writeReport(SizeReport report) throws BuildProblemException, IOException {
        Files.createDirectories(path);
        ReportJson.writeCompressed(report, path.resolve(REPORT));
    }

    /** The file with the report of a call, whether or not it is there. */
    public static Path report(Run<?, ?> run, String reportId) {
        return SavedReports.report(new SplitFolder(run, reportId).path);
    }

    /** Removes what is of no use after the end of the call. */
    void tidy() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!file.equals(SavedReports.report(path))) {
                    Files.delete(file);
                }
            }
        }
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(path)) {
            if (rest.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(path);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(path);
        Path partial = Files.createTempFile(path, name, ".partial");
        Files.writeString(partial, text);
        Files.move(partial, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
