package io.jenkins.plugins.multistagebuild.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** What the terminal can do, if there is one. */
final class Terminal {
    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;

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

    /** Columns, as the shell exports them. */
    static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{1,4}")
                ? Math.max(NARROWEST, Integer.parseInt(columns))
                : DEFAULT_WIDTH;
    }
}
