package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * A here-document of {@code RUN}, {@code COPY} or {@code ADD}.
 *
 * @param name the delimiter without quotes; for {@code COPY} and {@code ADD} also the file's name
 * @param content with its line breaks; where {@code chomp}, already without leading tabs
 * @param expand whether variables in the content are expanded, which a quoted delimiter prevents
 * @param chomp whether it was written {@code <<-}
 * @param range the content and its terminator line, without the last line break
 */
public record Heredoc(String name, String content, boolean expand, boolean chomp, SourceRange range) {}
