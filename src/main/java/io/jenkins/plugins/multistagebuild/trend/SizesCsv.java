package io.jenkins.plugins.multistagebuild.trend;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values (RFC 4180). Names come from others, and a spreadsheet takes a cell that begins with
 * {@code =} or the like for a formula, quoted or not; such a text gets an apostrophe in front, which shows it as it is.
 */
public final class SizesCsv {
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Appendable out;

    public SizesCsv(Appendable out) {
        this.out = out;
    }

    /** Writes a row of texts and numbers; null is an empty cell. */
    public void row(@Nullable Object... cells) throws IOException {
        out.append(Stream.of(cells).map(SizesCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String cell(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Number) {
            return cell.toString();
        }
        String text = cell.toString();
        boolean formula = isFormula(text) || isFormula(text.stripLeading());
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
