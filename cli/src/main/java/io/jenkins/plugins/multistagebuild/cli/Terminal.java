package io.jenkins.plugins.multistagebuild.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** What the terminal can do, if there is one. */
final class Terminal {
    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;

    private static final int[] SIZE = size();

    private Terminal() {}

    /** Whether standard input and output are a terminal that can move its cursor. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal asks where null does not tell
    static boolean interactive() {
        return isTerminal(System.console()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** Before Java 22 there is a console only where there is a terminal; since then it has to be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether to print colours: on a terminal, unless NO_COLOR is set. */
    static boolean colours() {
        return Ansi.AUTO.enabled();
    }

    /** Columns: as exported, or as the terminal has them. */
    static int width() {
        String columns = System.getenv("COLUMNS");
        if (columns != null && columns.matches("\\d{1,4}")) {
            return Math.max(NARROWEST, Integer.parseInt(columns));
        }
        return interactive() && SIZE.length == 2 ? Math.max(NARROWEST, SIZE[1]) : DEFAULT_WIDTH;
    }

    /** Rows of the terminal, or so many that none is ever too many where that cannot be told. */
    static int height() {
        return SIZE.length == 2 && SIZE[0] > 0 ? SIZE[0] : Integer.MAX_VALUE;
    }

    /** Rows and columns as stty(1) reads them from standard input; empty where there is no terminal or no stty. */
    private static int[] size() {
        if (!interactive()) {
            return new int[0];
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.matches("\\d{1,4} [1-9]\\d{0,3}")
                    ? Stream.of(answer.split(" ")).mapToInt(Integer::parseInt).toArray()
                    : new int[0];
        } catch (IOException e) {
            return new int[0];
        }
    }
}
