package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the step's parameters are worth where nothing is said. A getter shows null for them, so that snippets stay short. */
final class StepDefaults {
    /** The context directory, from the workspace. */
    static final String CONTEXT = ".";

    /** The engine and the baseline. */
    static final String AUTO = "auto";

    /** How often a branch is repeated elsewhere when its agent is lost. */
    static final int RETRIES = 2;

    /** Names the step's figures and stashes. */
    static final String ID = "image-size";

    private StepDefaults() {}

    /** A map that a script passed, whose values may be numbers or GStrings; null if there is nothing in it. */
    static @Nullable LinkedHashMap<String, String> strings(@Nullable Map<?, ?> map) {
        if (map == null || map.isEmpty()) {
            return null;
        }
        LinkedHashMap<String, String> strings = new LinkedHashMap<>();
        map.forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
        return strings;
    }
}
