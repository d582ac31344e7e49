package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instruction's flags, checked against those that it knows. */
final class FlagSet {
    private final List<Flag> flags = new ArrayList<>();
    private final List<FlagToken> tokens = new ArrayList<>();
    private final RawInstruction raw;
    private final Map<String, Kind> known;

    enum Kind {
        SWITCH,
        VALUE,
        VALUES
    }

    private FlagSet(RawInstruction raw, Map<String, Kind> known) {
        this.raw = raw;
        this.known = known;
    }

    static FlagSet of(RawInstruction raw, Map<String, Kind> known) throws DockerfileException {
        FlagSet set = new FlagSet(raw, known);
        for (FlagToken token : raw.flags()) {
            set.add(token);
        }
        return set;
    }

    /** For instructions without flags. */
    static void refuse(RawInstruction raw) throws DockerfileException {
        FlagSet.of(raw, Map.of());
    }

    private void add(FlagToken token) throws DockerfileException {
        String text = token.text();
        int equals = text.indexOf('=');
        String name = text.substring(2, equals < 0 ? text.length() : equals);
        Kind kind = known.get(name);
        if (kind == null) {
            throw token.error(unknown(name));
        }
        if (kind != Kind.VALUES && single(name) != null) {
            throw token.error(raw.name() + " --" + name + " is given twice; keep one of the two");
        }
        @Nullable String value = equals < 0 ? null : text.substring(equals + 1);
        String checked = kind == Kind.SWITCH ? truth(token, name, value) : value;
        if (checked == null) {
            throw token.error(raw.name() + " --" + name + " has no value; write --" + name + "=<value>");
        }
        int valueStart = equals < 0 ? text.length() : equals + 1;
        flags.add(new Flag(name, checked, token.range(), token.range(valueStart, text.length())));
        tokens.add(token);
    }

    private String unknown(String name) {
        List<String> names =
                known.keySet().stream().sorted().map(flag -> "--" + flag).toList();
        String advice = Suggestion.clause("--" + name, names);
        if (advice.isEmpty()) {
            advice = names.isEmpty() ? "; it has none" : "; it knows " + String.join(", ", names);
        }
        return raw.name() + " has no flag --" + name + advice;
    }

    private String truth(FlagToken token, String name, @Nullable String value) throws DockerfileException {
        String truth = value == null ? "true" : value.toLowerCase(Locale.ROOT);
        if (!truth.equals("true") && !truth.equals("false")) {
            throw token.error(raw.name() + " --" + name + "=" + value + " is neither true nor false");
        }
        return truth;
    }

    @Nullable
    Flag single(String name) {
        for (Flag flag : flags) {
            if (flag.name().equals(name)) {
                return flag;
            }
        }
        return null;
    }

    List<Flag> all() {
        return List.copyOf(flags);
    }

    List<Flag> all(String name) {
        List<Flag> found = new ArrayList<>();
        for (Flag flag : flags) {
            if (flag.name().equals(name)) {
                found.add(flag);
            }
        }
        return found;
    }

    /** The tokens of a flag that may be given often, for those that look into its value. */
    List<FlagToken> tokens(String name) {
        List<FlagToken> found = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            if (flags.get(i).name().equals(name)) {
                found.add(tokens.get(i));
            }
        }
        return found;
    }

    /** null where the flag is not given. */
    @Nullable
    Boolean truth(String name) {
        Flag flag = single(name);
        return flag == null ? null : Boolean.valueOf(flag.value());
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(truth(name));
    }
}
