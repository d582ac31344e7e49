package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a Dockerfile from top to bottom: lines, then instructions, then stages. */
final class DockerfileParser {
    /** The front end's own limit, in bytes of UTF-8 without the line break. */
    private static final int MAXIMUM_LINE_BYTES = 65_535;

    private static final int MAXIMUM_BYTES_PER_CHARACTER = 3;
    private static final Set<String> WITH_HEREDOCS = Set.of("ADD", "COPY", "RUN");

    private final Source source;
    private final DirectiveReader directives;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final StageCollector stages;
    private int line;

    /** Whether the file ended where an escape character promised more; the range then ends before it. */
    private boolean dangling;

    DockerfileParser(String fileName, String text) {
        this.source = new Source(fileName, text);
        this.directives = new DirectiveReader(source);
        this.stages = new StageCollector(source, warnings);
    }

    Dockerfile parse() throws DockerfileException {
        if (source.start() > 0) {
            segment(Segment.Kind.BYTE_ORDER_MARK, 0, source.start());
        }
        while (line < source.lineCount()) {
            checkLength(line);
            int start = Blank.skip(source.text(), source.lineStart(line), source.contentEnd(line));
            if (directives.accept(line, start)) {
                wholeLine(Segment.Kind.DIRECTIVE);
            } else if (start == source.contentEnd(line)) {
                wholeLine(Segment.Kind.BLANK);
            } else if (source.text().charAt(start) == '#') {
                wholeLine(Segment.Kind.COMMENT);
            } else {
                instruction(start);
            }
        }
        return new Dockerfile(
                source.fileName(),
                source.text(),
                directives.directives(),
                directives.escape(),
                stages.globalArgs(),
                stages.finish(segments.isEmpty()),
                warnings,
                segments);
    }

    private void wholeLine(Segment.Kind kind) {
        segment(kind, source.lineStart(line), source.lineEnd(line));
        line++;
    }

    private void segment(Segment.Kind kind, int start, int end) {
        segments.add(new Segment(kind, source.text().substring(start, end), source.range(start, end)));
    }

    private void checkLength(int number) throws DockerfileException {
        int start = source.lineStart(number);
        int end = source.lineEnd(number);
        if ((end - start) * MAXIMUM_BYTES_PER_CHARACTER > MAXIMUM_LINE_BYTES) {
            long bytes = Utf8.length(source.text(), start, end);
            if (bytes > MAXIMUM_LINE_BYTES + 1L) {
                throw source.error(
                        source.lineRange(number),
                        "the line has " + bytes + " bytes, more than the " + MAXIMUM_LINE_BYTES
                                + " that a builder reads; break it with the escape character");
            }
        }
    }

    private void instruction(int start) throws DockerfileException {
        int firstLine = line;
        LogicalLine logical = join(start);
        char escape = directives.escape();
        RawInstruction raw = RawInstruction.split(logical, 0, escape);
        List<HeredocBody> heredocs = heredocs(raw, escape);
        SourceRange range =
                dangling ? logical.range(0, logical.text().length()) : source.range(start, source.contentEnd(line - 1));
        if (dangling) {
            warnings.add(new Warning(
                    range, "the file ends where an escape character continues this instruction; remove it"));
        }
        segment(Segment.Kind.INSTRUCTION, source.lineStart(firstLine), source.lineEnd(line - 1));
        stages.add(new InstructionParser(raw, heredocs, range, escape, warnings).parse());
    }

    /** Joins continuation lines. Comments among them are dropped, and so are blank lines, for now. */
    private LogicalLine join(int start) throws DockerfileException {
        LogicalLine.Builder logical = new LogicalLine.Builder(source);
        boolean continues = append(logical, start);
        boolean warned = false;
        while (continues && line < source.lineCount()) {
            checkLength(line);
            int content = Blank.skip(source.text(), source.lineStart(line), source.contentEnd(line));
            if (content == source.contentEnd(line)) {
                if (!warned) {
                    warnings.add(new Warning(
                            source.lineRange(line),
                            "empty line within an instruction; builders will refuse it one day, so remove it"));
                }
                warned = true;
                line++;
            } else if (source.text().charAt(content) == '#') {
                line++;
            } else {
                continues = append(logical, source.lineStart(line));
            }
        }
        dangling = continues;
        return logical.build();
    }

    /** Appends the current line from {@code start} on; true where an escape character at its end continues it. */
    private boolean append(LogicalLine.Builder logical, int start) {
        String text = source.text();
        int contentEnd = source.contentEnd(line);
        line++;
        int end = contentEnd;
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        char escape = directives.escape();
        boolean continues =
                end > start && text.charAt(end - 1) == escape && (end - 1 == start || text.charAt(end - 2) != escape);
        logical.append(start, continues ? end - 1 : contentEnd);
        return continues;
    }

    private List<HeredocBody> heredocs(RawInstruction raw, char escape) throws DockerfileException {
        if (!raw.line().text().contains("<<") || !mayHaveHeredocs(raw, escape)) {
            return List.of();
        }
        List<HeredocBody> bodies = new ArrayList<>();
        try {
            for (HeredocDelimiter delimiter : HeredocDelimiter.on(raw.line().text())) {
                bodies.add(heredoc(delimiter, raw));
            }
        } catch (ExpansionException e) {
            throw raw.error("the heredoc's delimiter cannot be read: " + e.getMessage());
        }
        return bodies;
    }

    private static boolean mayHaveHeredocs(RawInstruction raw, char escape) {
        RawInstruction carrier =
                raw.name().equals("ONBUILD") ? RawInstruction.split(raw.line(), raw.rest(), escape) : raw;
        return WITH_HEREDOCS.contains(carrier.name().toUpperCase(Locale.ROOT))
                && JsonArray.read(carrier.arguments()).strings() == null;
    }

    private HeredocBody heredoc(HeredocDelimiter delimiter, RawInstruction raw) throws DockerfileException {
        int first = line;
        while (line < source.lineCount()) {
            checkLength(line);
            int start = source.lineStart(line);
            int end = source.contentEnd(line);
            while (delimiter.chomp() && start < end && source.text().charAt(start) == '\t') {
                start++;
            }
            line++;
            if (source.text().regionMatches(start, delimiter.name(), 0, end - start)
                    && end - start == delimiter.name().length()) {
                int contentStart = source.lineStart(first);
                String content = source.text().substring(contentStart, source.lineStart(line - 1));
                return new HeredocBody(delimiter, content, source.range(contentStart, end));
            }
        }
        throw raw.error(
                "unterminated heredoc: no line reads just '" + delimiter.name() + "'; add one after its content");
    }
}
