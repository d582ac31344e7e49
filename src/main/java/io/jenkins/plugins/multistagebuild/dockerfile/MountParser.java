package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code RUN --mount}, setting by setting: what is allowed depends on the type given so far. */
final class MountParser {
    private static final List<String> TYPES = List.of("bind", "cache", "tmpfs", "secret", "ssh");
    private static final List<String> SHARING = List.of("shared", "private", "locked");
    private static final Map<String, String> ALIASES = Map.of(
            "src", "source",
            "dst", "target",
            "destination", "target",
            "ro", "readonly",
            "rw", "readwrite");
    private static final Set<String> SWITCHES = Set.of("readonly", "readwrite", "required");
    private static final List<String> KEYS = List.of(
            "type",
            "from",
            "source",
            "src",
            "target",
            "dst",
            "destination",
            "readonly",
            "ro",
            "readwrite",
            "rw",
            "id",
            "sharing",
            "required",
            "size",
            "mode",
            "uid",
            "gid",
            "env");
    private static final Set<String> WITH_FILE_INFO = Set.of("secret", "ssh", "cache");
    private static final Set<String> REQUIRABLE = Set.of("secret", "ssh");
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private final FlagToken token;
    private final Map<String, String> values = new HashMap<>();
    private String type = "bind";
    private @Nullable SourceRange fromRange;
    private @Nullable Boolean readOnly;
    private boolean required;

    MountParser(FlagToken token) {
        this.token = token;
    }

    Mount parse() throws DockerfileException {
        for (Settings.Setting setting : Settings.of(token)) {
            read(setting);
        }
        if (!type.contains("$")) {
            checkCombination();
        }
        return new Mount(
                type,
                nonEmpty("from"),
                nonEmpty("source"),
                nonEmpty("target"),
                readOnly == null ? !type.equals("cache") && !type.equals("tmpfs") : readOnly,
                new Mount.Settings(
                        nonEmpty("id"),
                        nonEmpty("sharing"),
                        required,
                        values.get("size"),
                        values.get("mode"),
                        values.get("uid"),
                        values.get("gid"),
                        values.get("env")),
                token.range(),
                nonEmpty("from") == null ? null : fromRange);
    }

    private @Nullable String nonEmpty(String key) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    private void read(Settings.Setting setting) throws DockerfileException {
        String key = ALIASES.getOrDefault(setting.key(), setting.key());
        if (!KEYS.contains(key)) {
            String advice = Suggestion.clause(setting.key(), KEYS);
            throw setting.error("unexpected key '" + setting.key() + "' in RUN --mount"
                    + (advice.isEmpty() ? "; it knows " + String.join(", ", KEYS) : advice));
        }
        if (SWITCHES.contains(key)) {
            readSwitch(key, setting);
            return;
        }
        String value = setting.value();
        if (value == null) {
            throw setting.error("'" + setting.text() + "' in RUN --mount has no value; write " + key + "=<value>");
        }
        if (key.equals("from")) {
            checkFrom(setting, value);
            fromRange = setting.valueRange();
        } else if (!setting.isVariable()) {
            checkValue(key, value, setting);
        }
        boolean word = key.equals("type") || key.equals("sharing");
        String kept = word && !setting.isVariable() ? value.toLowerCase(Locale.ROOT) : value;
        values.put(key, kept);
        type = key.equals("type") ? kept : type;
    }

    private void readSwitch(String key, Settings.Setting setting) throws DockerfileException {
        boolean on = setting.isVariable() || setting.truth();
        if (key.equals("required")) {
            requireType(REQUIRABLE, setting);
            required = on;
        } else {
            readOnly = key.equals("readonly") == on;
        }
    }

    private static void checkFrom(Settings.Setting setting, String value) throws DockerfileException {
        int dollar = value.indexOf('$');
        if (dollar >= 0 && dollar < value.length() - 1) {
            throw setting.error("RUN --mount from=" + value + " has a variable, which builders do not expand there; "
                    + "define a stage with FROM " + value + " AS <name> and mount from that");
        }
    }

    private void checkValue(String key, String value, Settings.Setting setting) throws DockerfileException {
        switch (key) {
            case "type" -> requireOneOf(TYPES, value, "unsupported mount type", setting);
            case "sharing" -> requireOneOf(SHARING, value, "unsupported sharing value", setting);
            case "size" -> {
                requireType(Set.of("tmpfs"), setting);
                if (!GoValue.isSize(value)) {
                    throw setting.error("'" + setting.text() + "' is no size; write one such as 64m");
                }
            }
            case "mode" -> requireNumber(value, OCTAL, setting);
            case "uid", "gid" -> requireNumber(value, DECIMAL, setting);
            default -> {}
        }
    }

    private void requireType(Set<String> types, Settings.Setting setting) throws DockerfileException {
        if (!types.contains(type) && !type.contains("$")) {
            throw setting.error("unexpected key '" + setting.key() + "' for mount type '" + type + "'; write type="
                    + types.stream().sorted().findFirst().orElseThrow() + " before it");
        }
    }

    private static void requireOneOf(List<String> choices, String value, String problem, Settings.Setting setting)
            throws DockerfileException {
        if (!choices.contains(value.toLowerCase(Locale.ROOT))) {
            String advice = Suggestion.clause(value, choices);
            throw setting.error(problem + " '" + value + "'"
                    + (advice.isEmpty() ? "; write one of " + String.join(", ", choices) : advice));
        }
    }

    private static void requireNumber(String value, int radix, Settings.Setting setting) throws DockerfileException {
        if (!GoValue.isUnsigned32(value, radix)) {
            String kind = radix == OCTAL ? "an octal number such as 0400" : "a number";
            throw setting.error("invalid value " + value + " for " + setting.key() + "; write " + kind);
        }
    }

    private void checkCombination() throws DockerfileException {
        for (String key : List.of("mode", "uid", "gid")) {
            if (values.containsKey(key) && !WITH_FILE_INFO.contains(type)) {
                throw token.error(key + " is not allowed for mounts of type '" + type + "'; remove it");
            }
        }
        if (type.equals("secret")) {
            checkSecret();
        }
        if (nonEmpty("sharing") != null && !type.equals("cache")) {
            throw token.error("sharing is not allowed for mounts of type '" + type + "'; remove it");
        }
    }

    private void checkSecret() throws DockerfileException {
        boolean named = nonEmpty("source") != null || nonEmpty("id") != null;
        if (nonEmpty("from") != null) {
            throw token.error("a secret mount has no from; remove it");
        }
        if (!named && nonEmpty("target") == null) {
            throw token.error("a secret mount needs an id or a target; add one");
        }
        if (nonEmpty("source") != null && nonEmpty("id") != null) {
            throw token.error("a secret mount has both source and id; keep one of the two");
        }
    }
}
