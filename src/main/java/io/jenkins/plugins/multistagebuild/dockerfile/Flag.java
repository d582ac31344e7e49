package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * One {@code --name=value} of an instruction.
 *
 * @param name without the dashes
 * @param value without quotes and escapes, variables unexpanded; {@code true} or {@code false} for a switch
 * @param range from the first dash to the end of the value
 * @param valueRange the value as written; empty, at the end, for a switch without one
 */
public record Flag(String name, String value, SourceRange range, SourceRange valueRange) {}
