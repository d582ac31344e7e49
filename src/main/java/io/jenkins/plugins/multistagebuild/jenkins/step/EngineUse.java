package io.jenkins.plugins.multistagebuild.jenkins.step;

import io.jenkins.plugins.multistagebuild.container.EngineKind;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An agent on which a build has, or may have, temporary images, files and processes: all that is needed to remove them
 * without an executor. A bean, because XStream keeps it as well.
 */
final class EngineUse implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String node;
    private final String folder;
    private final String kind;
    private final TreeMap<String, String> environment;
    private final boolean images;

    /**
     * A use.
     *
     * @param node name of the agent, an empty string for the controller itself
     * @param folder where the build's temporary files lie
     * @param environment what the engine's program sees in addition to the agent's own environment
     * @param images whether there may be images as well, and not only files
     */
    EngineUse(String node, String folder, @Nullable EngineKind kind, Map<String, String> environment, boolean images) {
        this.node = node;
        this.folder = folder;
        this.kind = kind == null ? "" : kind.name();
        this.environment = new TreeMap<>(environment);
        this.images = images;
    }

    String node() {
        return node;
    }

    String folder() {
        return folder;
    }

    @Nullable
    EngineKind kind() {
        return kind.isEmpty() ? null : EngineKind.valueOf(kind);
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean images() {
        return images;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EngineUse use
                && node.equals(use.node)
                && folder.equals(use.folder)
                && kind.equals(use.kind)
                && environment.equals(use.environment)
                && images == use.images;
    }

    @Override
    public int hashCode() {
        return node.hashCode() * 31 + folder.hashCode();
    }
}
