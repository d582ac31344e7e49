package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ContainerException;
import io.jenkins.plugins.multistagebuild.container.GoGlob;
import io.jenkins.plugins.multistagebuild.split.Output;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a stage are handed on with an output.
 *
 * @param output the output
 * @param pattern its pattern, or null if its path is none
 */
record OutputFiles(Output output, @Nullable GoGlob pattern) {
    static OutputFiles of(Output output) {
        try {
            return new OutputFiles(output, output.pattern() ? GoGlob.parse(output.path()) : null);
        } catch (ContainerException e) {
            return new OutputFiles(output, null); // no pattern to the builder either: it matches nothing, or itself
        }
    }

    /** Whether they hold this path, by itself or through a folder above it. */
    boolean hold(String path) {
        if (pattern == null) {
            return output.isAtOrAbove(path);
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (pattern.matches(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
