package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a build stage ended; lower case in JSON. */
public enum StageStatus {
    BUILT,
    FAILED,
    /** Not run, because the target does not need it. */
    SKIPPED,
    /** Not run or stopped, because another stage failed or the build was interrupted. */
    CANCELLED;

    @JsonCreator
    static StageStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "stages.status is '" + text + "', which is none of " + Arrays.toString(values())));
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
