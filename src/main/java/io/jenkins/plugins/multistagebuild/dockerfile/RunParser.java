package io.jenkins.plugins.multistagebuild.dockerfile;

import io.jenkins.plugins.multistagebuild.dockerfile.FlagSet.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code RUN}. */
final class RunParser {
    private static final Map<String, Kind> FLAGS = Map.of(
            "mount", Kind.VALUES,
            "network", Kind.VALUE,
            "security", Kind.VALUE,
            "device", Kind.VALUES);
    private static final List<String> NETWORKS = List.of("default", "none", "host");
    private static final List<String> SECURITIES = List.of("sandbox", "insecure");

    private RunParser() {}

    static Instruction parse(RawInstruction raw, List<HeredocBody> heredocs, SourceRange range)
            throws DockerfileException {
        FlagSet flags = FlagSet.of(raw, FLAGS);
        List<Mount> mounts = new ArrayList<>();
        for (FlagToken token : flags.tokens("mount")) {
            mounts.add(new MountParser(token).parse());
        }
        List<Device> devices = new ArrayList<>();
        for (FlagToken token : flags.tokens("device")) {
            devices.add(device(token));
        }
        return new Instruction.Run(
                range,
                Arguments.commandLine(raw),
                heredocs(heredocs),
                mounts,
                choice(raw, flags, "network", NETWORKS),
                choice(raw, flags, "security", SECURITIES),
                devices);
    }

    private static List<Heredoc> heredocs(List<HeredocBody> bodies) {
        List<Heredoc> heredocs = new ArrayList<>(bodies.size());
        for (HeredocBody body : bodies) {
            heredocs.add(body.toHeredoc());
        }
        return heredocs;
    }

    /** A flag's value; without the flag the first of the choices. */
    private static String choice(RawInstruction raw, FlagSet flags, String name, List<String> choices)
            throws DockerfileException {
        Flag flag = flags.single(name);
        if (flag == null) {
            return choices.get(0);
        }
        if (!choices.contains(flag.value())) {
            String advice = Suggestion.clause(flag.value(), choices);
            throw raw.line()
                    .source()
                    .error(
                            flag.range(),
                            "RUN --" + name + "=" + flag.value() + " does not exist"
                                    + (advice.isEmpty() ? "; write one of " + String.join(", ", choices) : advice));
        }
        return flag.value();
    }

    private static Device device(FlagToken token) throws DockerfileException {
        String name = null;
        boolean required = false;
        for (Settings.Setting setting : Settings.of(token)) {
            if (setting.key().equals("required")) {
                required = setting.truth();
            } else if (setting.key().equals("name") && setting.value() != null && name != null) {
                throw setting.error("the device already has the name " + name + "; name only one");
            } else if (setting.key().equals("name") && setting.value() != null) {
                name = setting.value();
            } else if (name == null) {
                name = setting.text();
            } else {
                throw setting.error("unexpected '" + setting.text() + "' in RUN --device; it knows name and required");
            }
        }
        return new Device(name == null ? "" : name, required, token.range());
    }
}
