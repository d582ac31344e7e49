package io.jenkins.plugins.multistagebuild.report;

/**
 * How text for a terminal may look.
 *
 * @param colour whether escape sequences may be written
 * @param width columns of a line
 */
record TextStyle(boolean colour, int width) {
    private static final String ESCAPE = "\u001b[";

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    private String styled(String code, String text) {
        return colour && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
