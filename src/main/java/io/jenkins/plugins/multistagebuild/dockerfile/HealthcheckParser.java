package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code HEALTHCHECK}. */
final class HealthcheckParser {
    private static final List<String> TYPES = List.of("CMD", "NONE");
    private static final Map<String, FlagSet.Kind> FLAGS = Map.of(
            "interval", FlagSet.Kind.VALUE,
            "timeout", FlagSet.Kind.VALUE,
            "start-period", FlagSet.Kind.VALUE,
            "start-interval", FlagSet.Kind.VALUE,
            "retries", FlagSet.Kind.VALUE);
    private static final long MINIMUM_NANOSECONDS = 1_000_000;

    private HealthcheckParser() {}

    static Instruction parse(RawInstruction raw, SourceRange range) throws DockerfileException {
        String text = raw.line().text();
        int typeEnd = raw.rest();
        while (typeEnd < raw.end() && !Blank.isSpace(text.charAt(typeEnd))) {
            typeEnd++;
        }
        Word type = new Word(text.substring(raw.rest(), typeEnd), raw.rest(), typeEnd);
        int commandStart = Blank.skip(text, typeEnd, raw.end());
        return switch (type.text().toUpperCase(Locale.ROOT)) {
            case "NONE" -> none(raw, range, commandStart);
            case "CMD" -> check(raw, range, Arguments.commandLine(raw, commandStart));
            default -> throw unknownType(raw, type);
        };
    }

    private static DockerfileException unknownType(RawInstruction raw, Word type) {
        if (type.text().isEmpty()) {
            return raw.error("HEALTHCHECK requires at least one argument; write CMD and a command, or NONE");
        }
        String advice = Suggestion.clause(type.text(), TYPES);
        return raw.error(
                type,
                "unknown type '" + type.text() + "' in HEALTHCHECK"
                        + (advice.isEmpty() ? "; write CMD before the command, or NONE" : advice));
    }

    private static Instruction none(RawInstruction raw, SourceRange range, int rest) throws DockerfileException {
        if (rest < raw.end()) {
            throw raw.error("HEALTHCHECK NONE takes no arguments; remove them");
        }
        return new Instruction.Healthcheck(range, null, List.of());
    }

    private static Instruction check(RawInstruction raw, SourceRange range, CommandLine command)
            throws DockerfileException {
        FlagSet flags = FlagSet.of(raw, FLAGS);
        if (command.arguments().isEmpty()) {
            throw raw.error("missing command after HEALTHCHECK CMD");
        }
        for (FlagToken token : raw.flags()) {
            checkOption(token);
        }
        return new Instruction.Healthcheck(range, command, flags.all());
    }

    private static void checkOption(FlagToken token) throws DockerfileException {
        String value = token.text().substring(token.text().indexOf('=') + 1);
        if (value.isEmpty()) {
            return; // the front end takes an empty value for the default
        }
        if (token.text().startsWith("--retries=")) {
            if (!GoValue.isUnsigned31(value)) {
                throw token.error("HEALTHCHECK " + token.text() + " is no number of attempts; write 0 or more");
            }
            return;
        }
        Long nanoseconds = GoValue.parseDuration(value);
        if (nanoseconds == null) {
            throw token.error("HEALTHCHECK " + token.text() + " is no duration; write one such as 1m30s");
        }
        if (nanoseconds != 0 && nanoseconds < MINIMUM_NANOSECONDS) {
            throw token.error("HEALTHCHECK " + token.text() + " is less than 1ms; write a longer duration");
        }
    }
}
