package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * A heredoc as it stands in the file.
 *
 * @param content with leading tabs
 * @param range the content and its terminator line
 */
record HeredocBody(HeredocDelimiter delimiter, String content, SourceRange range) {

    Heredoc toHeredoc() {
        String shown = delimiter.chomp() ? HeredocDelimiter.withoutLeadingTabs(content) : content;
        return new Heredoc(delimiter.name(), shown, delimiter.expand(), delimiter.chomp(), range);
    }
}
