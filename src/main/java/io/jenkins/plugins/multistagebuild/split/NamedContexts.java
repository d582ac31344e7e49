package io.jenkins.plugins.multistagebuild.split;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of {@code --build-context}. Such a context stands in for the stage or the image of its name; a name counts
 * without the tag {@code latest} and without Docker Hub's own name in front.
 *
 * @param names as the builder keeps them
 */
record NamedContexts(Set<String> names) {
    NamedContexts {
        names = names.stream().map(NamedContexts::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a reference to a stage or an image means one of the contexts. */
    boolean has(String reference) {
        return !names.isEmpty() && names.contains(name(reference));
    }

    /** The name by which a builder looks a reference up. */
    static String name(String reference) {
        String name = reference.replaceFirst("^(index\\.)?docker\\.io/", "").replaceFirst("^library/", "");
        return name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name;
    }
}
