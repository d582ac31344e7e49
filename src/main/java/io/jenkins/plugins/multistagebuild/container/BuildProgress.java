package io.jenkins.plugins.multistagebuild.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hands every line of a build on, without colours, and remembers what tells where the build was when it failed. */
final class BuildProgress implements OutputListener {
    /** Classic, podman and buildah: {@code Step 3/7 : RUN make}, {@code [1/2] STEP 3/7: RUN make}. */
    private static final Pattern STEP = Pattern.compile("(?:\\[(\\d+)/\\d+] )?(?:Step|STEP) (\\d+)/\\d+ ?: (\\S.*)");
    /** BuildKit, before the lines it quotes: {@code Dockerfile:12}. */
    private static final Pattern SOURCE = Pattern.compile("\\S.*:(\\d+)");
    /** BuildKit, above the output of what failed: {@code > [build 3/4] RUN make:}. */
    private static final Pattern FAILED = Pattern.compile(" > \\[[^\\]]*] (.*?):?");
    /** A Dockerfile that cannot be parsed. */
    private static final Pattern PARSE_ERROR =
            Pattern.compile(".*(?:parse error on line|parse error line|parse error at line|on line) (\\d+)\\b.*");

    /** What the classic builder puts around everything that RUN writes to standard error, terminal or not. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final OutputListener next;
    private String previous = "";
    private @Nullable Integer sourceLine;
    private @Nullable Integer step;
    private @Nullable String instruction;

    BuildProgress(OutputListener next) {
        this.next = next;
    }

    @Override
    public void line(String line) {
        String plain = plain(line);
        note(plain);
        next.line(plain);
    }

    @Override
    public void errorLine(String line) {
        String plain = plain(line);
        note(plain);
        next.errorLine(plain);
    }

    private static String plain(String line) {
        return line.indexOf('\u001b') < 0 ? line : COLOUR.matcher(line).replaceAll("");
    }

    private synchronized void note(String line) {
        Matcher source = SOURCE.matcher(previous);
        if (line.startsWith("----------") && source.matches()) {
            sourceLine = Integer.valueOf(source.group(1));
        }
        Matcher parseError = PARSE_ERROR.matcher(line);
        if (parseError.matches() && line.contains("ockerfile")) {
            sourceLine = Integer.valueOf(parseError.group(1));
        }
        Matcher stepLine = STEP.matcher(line);
        if (stepLine.matches()) {
            step = stepLine.group(1) == null ? Integer.valueOf(stepLine.group(2)) : null;
            instruction = stepLine.group(3);
        }
        Matcher failed = FAILED.matcher(line);
        if (failed.matches()) {
            instruction = failed.group(1);
            step = null;
        }
        previous = line;
    }

    /** The line that the builder named, from 1. */
    synchronized @Nullable Integer sourceLine() {
        return sourceLine;
    }

    /** The number of the last instruction that was begun, from 1, when the builder counts all of the file's. */
    synchronized @Nullable Integer step() {
        return step;
    }

    /** The text of the instruction that failed or was begun last. */
    synchronized @Nullable String instruction() {
        return instruction;
    }
}
