package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.split.StageGraph;
import io.jenkins.plugins.multistagebuild.split.StageNode;

/** What the pieces of work of a build are called, to the user and as tasks. */
public final class Units {
    /** The image that the result is compared with. */
    public static final String BASELINE = "baseline";

    /** Looking into the final image. */
    public static final String ANALYSIS = "analysis";

    /** Removing the temporary images. No stage can be named like this. */
    static final String CLEARING = "clear up";

    private Units() {}

    /** A stage by its name, with its number where another stage or a piece of work of ours has the same. */
    public static String stage(StageGraph graph, int stage) {
        String name = graph.node(stage).displayName();
        long same = graph.nodes().stream()
                .map(StageNode::displayName)
                .filter(name::equals)
                .count();
        boolean ours = name.equals(BASELINE) || name.equals(ANALYSIS);
        return same > 1 || ours ? name + "#" + stage : name;
    }

    static String pull(String image) {
        return "pull " + image;
    }

    static String measure(int stage) {
        return "measure " + stage;
    }

    static String list(int stage) {
        return "list " + stage;
    }
}
