package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One {@code --name=value} as the line has it, after quotes and escapes are taken away, with the way back to the line
 * from every character: a mount's settings have ranges of their own inside their flag.
 */
final class FlagToken {
    private static final int INITIAL_LENGTH = 32;

    private final LogicalLine line;
    private final String text;
    private final int[] places;
    private final int start;
    private final int end;

    private FlagToken(Scanner scanner, int start) {
        this.line = scanner.line;
        this.text = scanner.word.toString();
        this.places = Arrays.copyOf(scanner.places, scanner.word.length());
        this.start = start;
        this.end = scanner.at;
    }

    /**
     * @param rest where the arguments begin in the line
     */
    record Reading(List<FlagToken> flags, int rest) {}

    /** Reads the flags at the beginning of {@code [from, to)}; {@code --} alone ends them. */
    static Reading read(LogicalLine line, int from, int to, char escape) {
        List<FlagToken> flags = new ArrayList<>();
        String text = line.text();
        int at = skipSeparators(text, from, to);
        while (at + 1 < to && text.charAt(at) == '-' && text.charAt(at + 1) == '-') {
            Scanner scanner = new Scanner(line, at, to, escape);
            scanner.scan();
            FlagToken flag = new FlagToken(scanner, at);
            at = skipSeparators(text, scanner.at, to);
            if (flag.text.equals("--")) {
                break;
            }
            flags.add(flag);
        }
        return new Reading(flags, at);
    }

    /** The front end reads flags byte by byte, so white space beyond ASCII is none here. */
    private static int skipSeparators(String text, int from, int to) {
        int at = from;
        while (at < to && Blank.isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    String text() {
        return text;
    }

    SourceRange range() {
        return line.range(start, end);
    }

    /** The range in the file of {@code [from, to)} of this flag's text; where that is empty, an empty one. */
    SourceRange range(int from, int to) {
        int first = from < places.length ? places[from] : end;
        return line.range(first, to > from ? places[to - 1] + 1 : first);
    }

    DockerfileException error(String problem) {
        return line.error(start, end, problem);
    }

    DockerfileException error(SourceRange range, String problem) {
        return line.source().error(range, problem);
    }

    private static final class Scanner {
        private final LogicalLine line;
        private final int to;
        private final char escape;
        private final StringBuilder word = new StringBuilder();
        private int[] places = new int[INITIAL_LENGTH];
        private int at;

        private Scanner(LogicalLine line, int from, int to, char escape) {
            this.line = line;
            this.at = from;
            this.to = to;
            this.escape = escape;
        }

        private void scan() {
            char quote = 0;
            while (at < to) {
                char c = line.text().charAt(at);
                if (quote == 0 && Blank.isSeparator(c)) {
                    return;
                }
                if (quote != 0 && c == quote) {
                    quote = 0;
                } else if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                } else if (c != escape) {
                    take();
                } else if (at + 1 < to) {
                    at++;
                    take();
                }
                at++;
            }
        }

        private void take() {
            if (word.length() == places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[word.length()] = at;
            word.append(line.text().charAt(at));
        }
    }
}
