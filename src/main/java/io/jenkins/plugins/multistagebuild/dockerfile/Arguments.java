package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments in the two forms that many instructions share: a JSON array, or else plain text. */
final class Arguments {
    private Arguments() {}

    /** Text that is no JSON array is the shell form, also where it was meant as an array. */
    static CommandLine commandLine(RawInstruction raw) throws DockerfileException {
        return commandLine(raw, raw.rest());
    }

    /** @param from where the command begins in the line */
    static CommandLine commandLine(RawInstruction raw, int from) throws DockerfileException {
        String text = raw.line().text().substring(from, raw.end());
        if (text.isEmpty()) {
            return new CommandLine(false, List.of());
        }
        JsonArray.Reading json = JsonArray.read(text);
        List<String> strings = strings(raw, json);
        return strings == null ? new CommandLine(false, List.of(text)) : new CommandLine(true, strings);
    }

    /** A JSON array's strings or the words between white space. */
    static List<String> list(RawInstruction raw) throws DockerfileException {
        List<String> strings = strings(raw, JsonArray.read(raw.arguments()));
        return strings == null ? Word.texts(raw.words()) : strings;
    }

    private static @Nullable List<String> strings(RawInstruction raw, JsonArray.Reading json)
            throws DockerfileException {
        if (json.strings() != null && !json.onlyStrings()) {
            throw raw.error(raw.name() + " has a JSON array of other things than strings; put quotes around them");
        }
        return json.strings();
    }
}
