package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits the output of a process into lines at LF, CR and CR LF. It reads UTF-8 whatever the locale, and shows malformed
 * bytes as U+FFFD. A line longer than {@link #LONGEST} comes in pieces, so that a child that never ends its line cannot
 * fill the memory.
 */
final class LineReader {
    /** The longest piece that is handed on, in UTF-16 units. */
    static final int LONGEST = 1 << 20;

    private static final int BUFFER = 8192;

    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();
    private boolean afterCarriageReturn;

    LineReader(Consumer<String> lines) {
        this.lines = lines;
    }

    void readAll(InputStream bytes) throws IOException {
        Reader reader = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        char[] buffer = new char[BUFFER];
        try {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    accept(buffer[i]);
                }
            }
        } finally {
            if (!line.isEmpty()) {
                end();
            }
        }
    }

    private void accept(char c) {
        boolean secondOfPair = c == '\n' && afterCarriageReturn;
        afterCarriageReturn = c == '\r';
        if (secondOfPair) {
            return;
        }
        if (c == '\n' || c == '\r') {
            end();
            return;
        }
        line.append(c);
        if (line.length() >= LONGEST && !Character.isHighSurrogate(c)) {
            end();
        }
    }

    private void end() {
        lines.accept(line.toString());
        line.setLength(0);
    }
}
