package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * A parser directive such as {@code # escape=`}.
 *
 * @param name lower case: {@code syntax}, {@code escape} or {@code check}
 * @param value without surrounding white space
 * @param range the whole line without its line break
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">Parser directives</a>
 */
public record Directive(String name, String value, SourceRange range) {}
