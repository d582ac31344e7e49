package io.jenkins.plugins.multistagebuild.report;

/**
 * Text of others in GitHub's Markdown: it must neither become markup nor notify anybody, link to an issue or end the row
 * of the table that it is in.
 */
final class MarkdownText {
    /** What the bots of GitHub's own put behind the sign of a mention; it shows as nothing. */
    private static final String APART = "&#8203;";

    private static final String MARKUP = "\\`*_{}[]()~!|";

    private MarkdownText() {}

    /** In running text. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        Wording.harmless(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> shown.append("&lt;");
                case '>' -> shown.append("&gt;");
                case '&' -> shown.append("&amp;");
                case '@', '#' -> shown.appendCodePoint(c).append(APART);
                default -> {
                    if (MARKUP.indexOf(c) >= 0) {
                        shown.append('\\');
                    }
                    shown.appendCodePoint(c);
                }
            }
        });
        // Broken up like this, an address does not become a link.
        return shown.toString().replace("://", "&#58;//").replace("www.", "www\\.");
    }

    /** As code: a path, an instruction, a name. */
    static String code(String text) {
        String shown = Wording.harmless(text).replace("|", "\\|");
        if (shown.isBlank()) {
            return Wording.UNKNOWN;
        }
        String fence = "`".repeat(longestRun(shown) + 1);
        boolean touches = shown.startsWith("`") || shown.endsWith("`") || shown.startsWith(" ");
        return touches ? fence + " " + shown + " " + fence : fence + shown + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
