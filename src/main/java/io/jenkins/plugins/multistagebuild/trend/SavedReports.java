package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reports that the builds of a job keep on disk: {@code builds/12/multi-stage-build/image-size/report.json.gz}. They
 * are read as files, so that no build has to be loaded.
 */
public final class SavedReports {
    /** The folder of all calls of the step, in the folder of a build. */
    public static final String FOLDER = "multi-stage-build";

    /** The file with the report, in the folder of a call. */
    public static final String REPORT = "report.json.gz";

    /** What that file was before reports listed all files. */
    private static final String PLAIN_REPORT = "report.json";

    /** More builds than this, the newest, are never looked into. */
    private static final int MOST_BUILDS = 10_000;

    private final Path builds;

    /** The reports in a folder of builds, which need not exist. */
    public SavedReports(Path builds) {
        this.builds = builds;
    }

    /** The numbers of the builds that are there. */
    public Set<Integer> builds() {
        Set<Integer> numbers = new HashSet<>();
        String[] names = builds.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            int number = number(name);
            if (number > 0) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static int number(String name) {
        if (name.isEmpty() || name.length() > 10 || name.charAt(0) == '0') {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < name.length(); i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + digit - '0';
        }
        return number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    /**
     * What the reports say that an index does not have.
     *
     * @param indexed points that it has
     * @param branch of the job, where it has one
     */
    public List<TrendPoint> missing(Collection<TrendPoint> indexed, @Nullable String branch) throws IOException {
        Set<Call> known = indexed.stream().map(Call::of).collect(Collectors.toSet());
        List<Integer> newest = builds().stream()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_BUILDS)
                .toList();
        List<TrendPoint> points = new ArrayList<>();
        for (int build : newest) {
            for (Path call : calls(build)) {
                TrendPoint point = known.contains(new Call(build, name(call))) ? null : read(build, call, branch);
                if (point != null) {
                    points.add(point);
                }
            }
        }
        points.sort(TrendPoint.ORDER);
        return points;
    }

    private List<Path> calls(int build) throws IOException {
        List<Path> calls = new ArrayList<>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(builds.resolve(String.valueOf(build)).resolve(FOLDER))) {
            folders.forEach(calls::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A build without a call, or deleted in this moment.
            return calls;
        }
        return calls;
    }

    private static String name(Path call) {
        return String.valueOf(call.getFileName());
    }

    /** The file with the report in the folder of a call, whether or not it is there. */
    public static Path report(Path call) {
        Path plain = call.resolve(PLAIN_REPORT);
        return Files.exists(plain) ? plain : call.resolve(REPORT);
    }

    private static @Nullable TrendPoint read(int build, Path call, @Nullable String branch) {
        Path report = report(call);
        if (!Files.exists(report)) {
            return null;
        }
        try {
            return TrendPoint.of(build, name(call), ReportJson.read(report), branch);
        } catch (BuildProblemException e) {
            // A report that cannot be read has its own message where it is shown; the trend goes on without it.
            return null;
        }
    }

    private record Call(int build, String name) {
        static Call of(TrendPoint point) {
            return new Call(point.build(), point.call());
        }
    }
}
