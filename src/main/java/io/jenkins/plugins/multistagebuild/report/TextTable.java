package io.jenkins.plugins.multistagebuild.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of plain text: columns as wide as their widest cell, and the last one cut where the line ends. A title that
 * begins with {@code >} stands for a column of figures, which are aligned to the right.
 */
final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int NARROWEST_LAST_COLUMN = 16;

    private final TextStyle style;
    private final List<String> titles = new ArrayList<>();
    private final List<Boolean> figures = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(TextStyle style, String... titles) {
        this.style = style;
        for (String title : titles) {
            figures.add(title.startsWith(">"));
            this.titles.add(title.startsWith(">") ? title.substring(1) : title);
        }
    }

    void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Wording.harmless(cell));
        }
        rows.add(row);
    }

    /** The table, each line ending in a newline; empty if it has no rows. */
    String print() {
        if (rows.isEmpty()) {
            return "";
        }
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = titles.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(style.faint(line(titles, widths))).append('\n');
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        return text.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(INDENT);
        int last = cells.size() - 1;
        for (int i = 0; i < last; i++) {
            String format = figures.get(i) ? "%" + widths[i] + "s" : "%-" + widths[i] + "s";
            line.append(String.format(Locale.ROOT, format, cells.get(i))).append(GAP);
        }
        int room = Math.max(NARROWEST_LAST_COLUMN, style.width() - line.length());
        line.append(cut(cells.get(last), room));
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int room) {
        if (text.codePointCount(0, text.length()) <= room) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, room - 1)) + "…";
    }
}
