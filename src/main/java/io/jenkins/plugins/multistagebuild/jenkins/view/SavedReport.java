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
import org.jspecify.annotations.Nullable;

/**
 * The reports of builds that were shown last, since a page is seldom opened once; memory that is needed takes them away. A
 * report is read by one thread at a time, and reports of other calls meanwhile by others.
 */
final class SavedReport {
    private static final int MOST = 20;

    /** Held for a look into it only, never while a file is read. */
    private static final Map<Path, SavedReport> SHOWN = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, SavedReport> eldest) {
            return size() > MOST;
        }
    };

    private @Nullable FileTime written;
    private SoftReference<SizeReport> report = new SoftReference<>(null);

    private SavedReport() {}

    /**
     * The report of a call.
     *
     * @throws BuildProblemException if there is none or it cannot be read
     */
    static SizeReport of(Run<?, ?> run, String id) throws BuildProblemException {
        Path file = SplitFolder.report(run, id);
        FileTime now = written(file);
        SavedReport saved;
        synchronized (SHOWN) {
            saved = SHOWN.computeIfAbsent(file, unused -> new SavedReport());
        }
        return saved.read(file, now);
    }

    private synchronized SizeReport read(Path file, FileTime now) throws BuildProblemException {
        SizeReport known = now.equals(written) ? report.get() : null;
        if (known == null) {
            known = ReportJson.read(file);
            report = new SoftReference<>(known);
            written = now;
        }
        return known;
    }

    private static FileTime written(Path file) throws BuildProblemException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new BuildProblemException(Messages.StoredReport_missing(String.valueOf(file.getFileName())), e);
        }
    }
}
