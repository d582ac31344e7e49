package io.jenkins.plugins.multistagebuild.cli;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports as they are named on the command line: a file, or the directory that {@code build --report} wrote. */
final class ReportFile {
    static final String NAME = "report.json";
    private static final String COMPRESSED = NAME + ".gz";

    private ReportFile() {}

    /** Whether a file that is there looks like a report, by its name. */
    static boolean isNamedLikeOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") || name.endsWith(".json.gz");
    }

    /** The file of the report, or null if there is none. */
    static @Nullable Path find(Path named) {
        return List.of(named, named.resolve(NAME), named.resolve(COMPRESSED)).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    static SizeReport read(Path file) throws BuildProblemException {
        return ReportJson.read(file);
    }

    /** Finds and reads it. */
    static SizeReport require(Path named) throws BuildProblemException {
        Path file = find(named);
        if (file == null) {
            throw new BuildProblemException("there is no report " + named + "; give a " + NAME
                    + ", or the directory that 'build --report' wrote");
        }
        return read(file);
    }
}
