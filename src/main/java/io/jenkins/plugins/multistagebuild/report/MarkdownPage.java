package io.jenkins.plugins.multistagebuild.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page of Markdown of limited length, counted in bytes of UTF-8: no host counts more strictly. What is added first stays;
 * once something did not fit, everything after it is left out as well. A title that begins with {@code >} stands for a
 * column of figures.
 */
final class MarkdownPage {
    private static final String CUT = "_Cut here: the rest did not fit. The report has it all._\n";

    private final int room;
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private boolean full;

    /** @param length at most so many bytes */
    MarkdownPage(int length) {
        if (length < CUT.length()) {
            throw new IllegalArgumentException(
                    "A page of " + length + " bytes has no room to say that it is cut; at least " + CUT.length());
        }
        this.room = length;
    }

    /** One line, already escaped. */
    void paragraph(String line) {
        add(line + "\n\n");
    }

    /** A heading and a table, nothing where it has no rows; cells are already escaped. */
    void table(String heading, List<String> titles, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String head = "#### " + heading + "\n\n"
                + line(titles.stream().map(MarkdownPage::title).toList())
                + line(titles.stream()
                        .map(title -> title.startsWith(">") ? "--:" : ":--")
                        .toList());
        for (int i = 0; i < rows.size(); i++) {
            String row = line(rows.get(i));
            // A heading without a row would promise what does not follow.
            add(i == 0 ? head + row : row);
        }
        add("\n");
    }

    private static String title(String title) {
        return title.startsWith(">") ? title.substring(1) : title;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private void add(String piece) {
        if (full) {
            return;
        }
        // The longest that can still follow is the blank line before the note and the note itself.
        int more = piece.getBytes(StandardCharsets.UTF_8).length;
        if (bytes + more + 1 + CUT.length() > room) {
            full = true;
        } else {
            text.append(piece);
            bytes += more;
        }
    }

    /** The page. */
    String text() {
        if (!full) {
            return text.toString().stripTrailing() + "\n";
        }
        String gap = text.isEmpty() || text.toString().endsWith("\n\n") ? "" : "\n";
        return text + gap + CUT;
    }
}
