package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of the failing instruction. Builders that do not name the line number the instructions or quote the
 * failing one, so the instructions' first lines are counted here: a count of lines, no parser, and null where two
 * instructions read the same.
 */
final class FailingLine {
    private static final Pattern ESCAPE = Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*[a-zA-Z][a-zA-Z0-9]*\\s*=.*");
    private static final Pattern HEREDOC = Pattern.compile("<<-?([\"']?)([a-zA-Z_][a-zA-Z0-9_.]*)\\1");

    private FailingLine() {}

    static @Nullable Integer find(BuildProgress progress, Path dockerfile) {
        Integer named = progress.sourceLine();
        if (named != null) {
            return named;
        }
        try {
            return find(progress, instructions(Files.readString(dockerfile, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // The build failed for a reason of its own; only where it failed stays unknown.
            return null;
        }
    }

    private static @Nullable Integer find(BuildProgress progress, List<Instruction> instructions) {
        Integer step = progress.step();
        String text = progress.instruction();
        if (text == null) {
            return null;
        }
        if (step != null && step <= instructions.size()) {
            return instructions.get(step - 1).line();
        }
        String wanted = collapse(text);
        List<Instruction> same = instructions.stream()
                .filter(instruction -> collapse(instruction.text()).equals(wanted))
                .toList();
        return same.size() == 1 ? same.get(0).line() : null;
    }

    private record Instruction(int line, String text) {}

    private static List<Instruction> instructions(String dockerfile) {
        List<Instruction> instructions = new ArrayList<>();
        String[] lines = dockerfile.split("\\r?\\n", -1);
        char escape = escapeOf(lines);
        for (int i = 0; i < lines.length; i++) {
            if (isNoInstruction(lines[i])) {
                continue;
            }
            int first = i;
            StringBuilder text = new StringBuilder(lines[i].strip());
            while (endsWith(text, escape) && i + 1 < lines.length) {
                text.setLength(text.length() - 1);
                i++;
                text.append(isNoInstruction(lines[i]) ? Character.toString(escape) : lines[i].stripTrailing());
            }
            i = afterHeredocs(text.toString(), lines, i);
            instructions.add(new Instruction(first + 1, text.toString()));
        }
        return instructions;
    }

    private static boolean isNoInstruction(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() || stripped.startsWith("#");
    }

    private static boolean endsWith(StringBuilder text, char escape) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == escape;
    }

    private static int afterHeredocs(String text, String[] lines, int last) {
        String verb = text.toUpperCase(Locale.ROOT);
        int line = last;
        if (verb.startsWith("RUN") || verb.startsWith("COPY") || verb.startsWith("ADD")) {
            Matcher heredoc = HEREDOC.matcher(text);
            while (heredoc.find()) {
                line = endOf(heredoc.group(2), lines, line);
            }
        }
        return line;
    }

    /** The line that ends a heredoc, or the line it begins on when nothing ends it: then it was none. */
    private static int endOf(String word, String[] lines, int begin) {
        for (int i = begin + 1; i < lines.length; i++) {
            if (lines[i].replaceFirst("^\\t+", "").equals(word)) {
                return i;
            }
        }
        return begin;
    }

    private static char escapeOf(String[] lines) {
        for (String line : lines) {
            Matcher escape = ESCAPE.matcher(line.strip());
            if (escape.matches()) {
                return escape.group(1).charAt(0);
            }
            if (!DIRECTIVE.matcher(line.strip()).matches()) {
                break;
            }
        }
        return '\\';
    }

    private static String collapse(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
