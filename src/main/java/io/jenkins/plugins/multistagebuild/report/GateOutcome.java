package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a gate was judged; lower case in JSON. */
public enum GateOutcome {
    PASSED,
    FAILED,
    /** It would have failed, but the increase was accepted. */
    ACCEPTED,
    /** A figure or the build to compare with is missing, so nothing was judged. */
    INACTIVE;

    @JsonCreator
    static GateOutcome of(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "gates.outcome is '" + text + "', which is none of " + Arrays.toString(values())));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
