package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads parser directives, which end at the first line that is none: any comment, blank line or instruction. */
final class DirectiveReader {
    static final char DEFAULT_ESCAPE = '\\';

    private static final Pattern DIRECTIVE =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9]*+)[\\t\\n\\f\\r ]*+=[\\t\\n\\f\\r ]*+([^\\t\\n\\f\\r ].*+)");
    private static final List<String> NAMES = List.of("syntax", "escape", "check");
    private static final List<String> CHECK_OPTIONS = List.of("skip", "error", "experimental");

    private final Source source;
    private final List<Directive> directives = new ArrayList<>();
    private char escape = DEFAULT_ESCAPE;
    private boolean done;

    DirectiveReader(Source source) {
        this.source = source;
    }

    List<Directive> directives() {
        return List.copyOf(directives);
    }

    char escape() {
        return escape;
    }

    /** Whether a line, which begins at {@code start} without white space, is a directive. */
    boolean accept(int line, int start) throws DockerfileException {
        String text = source.text();
        int end = source.contentEnd(line);
        if (done || start == end || text.charAt(start) != '#') {
            done = true;
            return false;
        }
        Matcher matcher = DIRECTIVE.matcher(text.substring(Blank.skip(text, start + 1, end), end));
        if (!matcher.matches() || !NAMES.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
            done = true;
            return false;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        String value = matcher.group(2).stripTrailing();
        Directive directive = new Directive(name, value, source.range(start, end));
        check(directive);
        directives.add(directive);
        return true;
    }

    private void check(Directive directive) throws DockerfileException {
        String name = directive.name();
        if (directives.stream().anyMatch(earlier -> earlier.name().equals(name))) {
            throw error(directive, "only one " + name + " parser directive can be used; remove this one");
        }
        if (name.equals("escape")) {
            if (!directive.value().equals("\\") && !directive.value().equals("`")) {
                throw error(directive, "escape=" + directive.value() + " is no escape character; it is either \\ or `");
            }
            escape = directive.value().charAt(0);
        } else if (name.equals("check")) {
            for (String option : directive.value().split(";", CHECK_OPTIONS.size())) {
                checkOption(directive, option);
            }
        }
    }

    private void checkOption(Directive directive, String option) throws DockerfileException {
        int equals = option.indexOf('=');
        String key = option.substring(0, equals < 0 ? option.length() : equals).strip();
        if (equals < 0 || !CHECK_OPTIONS.contains(key)) {
            String advice = Suggestion.clause(key, CHECK_OPTIONS);
            throw error(
                    directive,
                    "invalid check option '" + option + "'"
                            + (advice.isEmpty() ? "; write skip=…, error=… or experimental=…" : advice));
        }
        String value = option.substring(equals + 1).strip();
        if (key.equals("error") && !GoValue.isBoolean(value)) {
            throw error(directive, "check option error=" + value + " is neither true nor false");
        }
    }

    private DockerfileException error(Directive directive, String problem) {
        return source.error(directive.range(), problem);
    }
}
