package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings of a flag such as {@code --mount=type=bind,from=build}: one record of comma-separated values. */
final class Settings {
    private final FlagToken token;
    private final String text;
    private final List<Setting> settings = new ArrayList<>();

    private Settings(FlagToken token) {
        this.token = token;
        this.text = token.text();
    }

    static List<Setting> of(FlagToken token) throws DockerfileException {
        Settings settings = new Settings(token);
        settings.read();
        return settings.settings;
    }

    /**
     * @param text all of it
     * @param key lower case
     * @param value null where there is no equals sign
     * @param start where it begins in the flag's text
     */
    record Setting(
            FlagToken token,
            String text,
            String key,
            @Nullable String value,
            int start) {

        SourceRange range() {
            return token.range(start, start + text.length());
        }

        SourceRange valueRange() {
            return token.range(start + key.length() + 1, start + text.length());
        }

        DockerfileException error(String problem) {
            return token.error(range(), problem);
        }

        /** A switch: alone it is on. */
        boolean truth() throws DockerfileException {
            if (value != null && !GoValue.isBoolean(value)) {
                throw error("'" + text + "' is neither true nor false");
            }
            return value == null || GoValue.isTrue(value);
        }

        /** A value with a variable is not known yet, so it is not checked yet. */
        boolean isVariable() {
            return value != null && value.indexOf('$') >= 0;
        }
    }

    private void read() throws DockerfileException {
        int at = text.indexOf('=') + 1;
        while (at <= text.length()) {
            at = at < text.length() && text.charAt(at) == '"' ? quoted(at + 1) : plain(at);
        }
    }

    private int plain(int start) throws DockerfileException {
        int comma = text.indexOf(',', start);
        int end = comma < 0 ? text.length() : comma;
        String setting = text.substring(start, end);
        if (setting.indexOf('"') >= 0) {
            throw token.error(token.range(start, end), "'" + setting + "' has a quote in it; quote the whole setting");
        }
        add(setting, start);
        return end + 1;
    }

    private int quoted(int start) throws DockerfileException {
        StringBuilder setting = new StringBuilder();
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean quote = c == '"';
            if (quote && (at == text.length() || text.charAt(at) == ',')) {
                add(setting.toString(), start);
                return at + 1;
            }
            if (quote && text.charAt(at++) != '"') {
                break;
            }
            setting.append(c);
        }
        throw token.error(token.range(start, text.length()), "a setting's quote is not closed; add the second one");
    }

    private void add(String setting, int start) {
        int equals = setting.indexOf('=');
        String key = equals < 0 ? setting : setting.substring(0, equals);
        String value = equals < 0 ? null : setting.substring(equals + 1);
        settings.add(new Setting(token, setting, key.toLowerCase(Locale.ROOT), value, start));
    }
}
