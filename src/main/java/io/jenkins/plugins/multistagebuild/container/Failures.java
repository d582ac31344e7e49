package io.jenkins.plugins.multistagebuild.container;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells from what a command said last which kind of failure it was. The engines have no exit status for that, so their
 * words are all there is; a lost engine is read only from the client's own last line, because a RUN instruction may print
 * the same words about an engine of its own.
 */
final class Failures {
    private static final int LINES_IN_MESSAGE = 10;

    /** {@code #7 DONE 0.3s}, {@code #7 0.211 gcc -c a.c}. */
    private static final Pattern PROGRESS = Pattern.compile("#\\d+ .*");

    private static final Pattern LOST = Pattern.compile("(?i)(?:error:? *|error response from daemon: *)*(?:"
            + "cannot connect to the docker daemon.*|error during connect.*|(?:unexpected )?eof|"
            + "(?:failed to receive status: |failed to solve: |listing workers for build: )*"
            + "rpc error: code = unavailable.*|failed to dial .*|failed to list workers: .*unavailable.*|"
            + "cannot connect to podman.*|.*: connection reset by peer|.*: broken pipe|"
            + ".*\\.sock: connect: (?:connection refused|no such file or directory))");

    private Failures() {}

    /** The failure of a command that is no build. */
    static ContainerException of(String program, String verb, int status, List<String> lines) {
        List<String> said = last(lines);
        if (isLost(lines)) {
            return new EngineLostException(verb, lines.get(lines.size() - 1));
        }
        if (isDiskFull(said)) {
            return new DiskFullException(verb, lineAboutDisk(said), program);
        }
        return new ContainerException("'" + verb + "' exited with " + status + ": " + String.join("\n", said));
    }

    /** The last lines, without BuildKit's progress where it sums up the failure below. */
    static List<String> last(List<String> lines) {
        List<String> summary =
                lines.stream().filter(line -> !PROGRESS.matcher(line).matches()).toList();
        List<String> said = summary.isEmpty() ? lines : summary;
        return said.subList(Math.max(0, said.size() - LINES_IN_MESSAGE), said.size());
    }

    static boolean isLost(List<String> lines) {
        return !lines.isEmpty()
                && LOST.matcher(lines.get(lines.size() - 1).strip()).matches();
    }

    static boolean isDiskFull(List<String> lines) {
        return lines.stream().anyMatch(Failures::isAboutDisk);
    }

    static String lineAboutDisk(List<String> lines) {
        return lines.stream()
                .filter(Failures::isAboutDisk)
                .reduce((earlier, later) -> later)
                .orElse("");
    }

    private static boolean isAboutDisk(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("no space left on device") || lower.contains("disk quota exceeded");
    }
}
