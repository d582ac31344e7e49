package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;

/**
 * A parsed Dockerfile: its stages, and the text it came from without any loss.
 *
 * @param text with its byte order mark, if it has one; positions count into it
 * @param directives in the order of the file
 * @param escape the escape character
 * @param globalArgs the {@code ARG} instructions before the first {@code FROM}
 * @param stages at least one
 * @param segments all lines; their texts joined are {@code text}
 */
public record Dockerfile(
        String fileName,
        String text,
        List<Directive> directives,
        char escape,
        List<Instruction.Arg> globalArgs,
        List<Stage> stages,
        List<Warning> warnings,
        List<Segment> segments) {
    public Dockerfile {
        directives = List.copyOf(directives);
        globalArgs = List.copyOf(globalArgs);
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
        segments = List.copyOf(segments);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException(fileName + " has no stage");
        }
    }

    /**
     * Parses a text that is decoded already.
     *
     * @param fileName for messages
     * @throws DockerfileException at the first mistake
     */
    public static Dockerfile parse(String fileName, String text) throws DockerfileException {
        return new DockerfileParser(fileName, text).parse();
    }

    /**
     * Parses a file.
     *
     * @param bytes UTF-8, with or without a byte order mark
     * @throws DockerfileException at the first mistake or the first byte that is not UTF-8
     */
    public static Dockerfile parse(String fileName, byte[] bytes) throws DockerfileException {
        return parse(fileName, Utf8.decode(fileName, bytes));
    }

    /** The text again, put together from the segments. */
    public String print() {
        StringBuilder text = new StringBuilder(this.text.length());
        segments.forEach(segment -> text.append(segment.text()));
        return text.toString();
    }
}
