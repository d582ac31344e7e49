package io.jenkins.plugins.multistagebuild.trend;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.ImageFigures;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
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
        List<TrendPoint> points = new ArrayList<>();
        for (int build : newest()) {
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

    /**
     * Takes the list of all files out of the reports of all builds but the newest ones, the oldest first. Those that are older
     * than one that has none any more are not looked at, so that a call after each build has little to do; and since the
     * oldest come first, one that was interrupted leaves none out.
     *
     * @param keep how many builds that have reports keep the list
     * @param exempt builds that keep it whatever their age
     * @return how many reports became shorter
     * @throws BuildProblemException if one cannot be written; it is then as it was before
     */
    public int shorten(int keep, IntPredicate exempt) throws BuildProblemException, IOException {
        Deque<Path> oldestFirst = new ArrayDeque<>();
        int met = 0;
        for (int build : newest()) {
            List<Path> reports = calls(build).stream()
                    .map(SavedReports::report)
                    .filter(Files::exists)
                    .toList();
            if (reports.isEmpty() || ++met <= keep || exempt.test(build)) {
                continue;
            }
            Map<Content, List<Path>> found = reports.stream().collect(Collectors.groupingBy(SavedReports::content));
            found.getOrDefault(Content.ALL_FILES, List.of()).forEach(oldestFirst::push);
            if (found.containsKey(Content.LARGEST_FILES) && !found.containsKey(Content.ALL_FILES)) {
                break;
            }
        }
        for (Path report : oldestFirst) {
            ReportJson.writeCompressed(ReportJson.read(report).withoutFiles(), report);
        }
        return oldestFirst.size();
    }

    private enum Content {
        ALL_FILES,
        LARGEST_FILES,
        /** Of no image, of one without files, or it cannot be read; then it stays for whoever wants to mend it. */
        OTHER
    }

    private static Content content(Path report) {
        try {
            ImageFigures image = ReportJson.read(report).image();
            if (image == null || image.fileCount() == 0) {
                return Content.OTHER;
            }
            return image.listsAllFiles() ? Content.ALL_FILES : Content.LARGEST_FILES;
        } catch (BuildProblemException e) {
            return Content.OTHER;
        }
    }

    /** The numbers of the newest builds, the newest first. */
    private List<Integer> newest() {
        return builds().stream()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_BUILDS)
                .toList();
    }

    private List<Path> calls(int build) throws IOException {
        List<Path> calls = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder(build))) {
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

    /** The file with the report of a call in a build, whether or not it is there. */
    public Path report(int build, String call) {
        return report(folder(build).resolve(call));
    }

    private Path folder(int build) {
        return builds.resolve(String.valueOf(build)).resolve(FOLDER);
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
