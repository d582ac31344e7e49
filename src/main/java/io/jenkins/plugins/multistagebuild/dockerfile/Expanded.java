package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A word after expansion.
 *
 * @param unset the variables that the value depends on and that had none, in the order of their use
 */
public record Expanded(String value, Set<String> unset) {
    public Expanded {
        unset = unset.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(unset));
    }
}
