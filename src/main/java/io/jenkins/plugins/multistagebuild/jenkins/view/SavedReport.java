package io.jenkins.plugins.multistagebuild.jenkins.view;

import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitFolder;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reports of builds that were shown last, since a page is seldom opened once; memory that is needed takes them away. */
final class SavedReport {
    private static final int MOST = 20;

    private static final Map<Path, SavedReport> SHOWN = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, SavedReport> eldest) {
            return size() > MOST;
        }
    };

    private final FileTime written;
    private final SoftReference<SizeReport> report;

    private SavedReport(FileTime written, SizeReport report) {
        this.written = written;
        this.report = new SoftReference<>(report);
    }

    /**
     * The report of a call.
     *
     * @throws BuildProblemException if there is none or it cannot be read
     */
    static SizeReport of(Run<?, ?> run, String id) throws BuildProblemException {
        Path file = SplitFolder.report(run, id);
        FileTime written = written(file);
        synchronized (SHOWN) {
            SavedReport known = SHOWN.get(file);
            SizeReport report = known == null || !known.written.equals(written) ? null : known.report.get();
            if (report == null) {
                report = ReportJson.read(file);
                SHOWN.put(file, new SavedReport(written, report));
            }
            return report;
        }
    }

    private static FileTime written(Path file) throws BuildProblemException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new BuildProblemException(
                    file.getFileName() + ": the report of this call is not in the build's folder any more", e);
        }
    }
}
