package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.split.Output;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.util.List;
import java.util.stream.Stream;

/** What a plan takes from the build context, so that a machine that builds needs no more of it. */
final class ContextPaths {
    private final List<OutputFiles> taken;

    private ContextPaths(List<OutputFiles> taken) {
        this.taken = List.copyOf(taken);
    }

    /** The paths that the needed stages copy or mount; a base image's own ONBUILD triggers are not known here. */
    static ContextPaths of(Plan plan) {
        return new ContextPaths(
                plan.takenFromContext().stream().map(OutputFiles::of).toList());
    }

    /** What either of two takes. */
    ContextPaths and(ContextPaths other) {
        return new ContextPaths(
                Stream.concat(taken.stream(), other.taken.stream()).distinct().toList());
    }

    /**
     * Whether a file of the context is taken.
     *
     * @param file its path from the context, with slashes and without one in front
     */
    boolean holds(String file) {
        return taken.stream().anyMatch(some -> some.hold("/" + file));
    }

    /**
     * Whether a path that is taken is this one or lies below it, so that it matters what this one leads to.
     *
     * @param link a path from the context, as in {@link #holds}
     */
    boolean leadsThrough(String link) {
        String path = "/" + link;
        boolean takenItself = holds(link) && !holds(parent(link));
        return takenItself
                || taken.stream()
                        .map(OutputFiles::output)
                        .anyMatch(output -> output.path().startsWith(path + "/") || passes(output, path));
    }

    /** Whether a pattern may match something below a path. */
    private static boolean passes(Output output, String path) {
        return output.pattern() && !output.copied().equals(output.path()) && (path + "/").startsWith(output.copied());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
