package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.Arrays;

/** The text of a Dockerfile and where its lines begin. A line ends with a line feed, as the front end reads it. */
final class Source {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String fileName;
    private final String text;
    private final int[] lineStarts;

    Source(String fileName, String text) {
        this.fileName = fileName;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        int[] starts = new int[lines];
        starts[0] = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        for (int line = 1; line < lines; line++) {
            starts[line] = text.indexOf('\n', starts[line - 1]) + 1;
        }
        return starts;
    }

    String fileName() {
        return fileName;
    }

    String text() {
        return text;
    }

    /** Where the first line begins: behind a byte order mark. */
    int start() {
        return lineStarts[0];
    }

    /** Without the empty rest behind the last line break. */
    int lineCount() {
        int last = lineStarts.length - 1;
        return lineStarts[last] == text.length() ? last : last + 1;
    }

    /** @param line 0-based */
    int lineStart(int line) {
        return lineStarts[line];
    }

    /** The end of a 0-based line, its line break included. */
    int lineEnd(int line) {
        return line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
    }

    /** The end of a 0-based line without any line break characters. */
    int contentEnd(int line) {
        int end = lineEnd(line);
        while (end > lineStart(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : Math.max(0, -found - 2);
        return new Position(line + 1, Math.max(0, offset - lineStarts[line]) + 1, offset);
    }

    SourceRange range(int start, int end) {
        return new SourceRange(position(start), position(end));
    }

    SourceRange lineRange(int line) {
        return range(lineStart(line), contentEnd(line));
    }

    DockerfileException error(SourceRange range, String problem) {
        return new DockerfileException(fileName, range, problem);
    }
}
