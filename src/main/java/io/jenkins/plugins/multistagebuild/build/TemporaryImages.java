package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The images a build makes for itself. Each has a name that no other build uses and carries a label with the build's ID,
 * by which also an image is found whose naming was cut short.
 */
final class TemporaryImages {
    /** Label on every temporary image; its value is the build's ID. */
    static final String LABEL = "io.jenkins.plugins.multistagebuild.build";

    private static final int ID_LENGTH = 12;

    private final String id;
    private final Set<String> names = new ConcurrentSkipListSet<>();
    private volatile boolean gone;

    /** @param id of the build, unique among all builds that ever ran on the engine */
    TemporaryImages(String id) {
        this.id = id;
    }

    /** An ID that no other build has. */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
    }

    /** The build's ID. */
    String id() {
        return id;
    }

    /** The name for an image with a part in this build, the same at every call. */
    String name(String part) {
        String name = "multi-stage-build/tmp-" + id + ":" + part;
        names.add(name);
        gone = false;
        return name;
    }

    Map<String, String> labels() {
        return Map.of(LABEL, id);
    }

    /** Removes those that have their names, which is all if every build that makes one has come to its end. */
    void removeNamed(ContainerEngine engine) throws ContainerException, InterruptedException {
        engine.remove(List.copyOf(names));
        gone = true;
    }

    /** Removes them all, unless that is done and no name was asked for since; the layer cache stays. */
    void remove(ContainerEngine engine) throws ContainerException, InterruptedException {
        if (gone) {
            return;
        }
        engine.remove(List.copyOf(names));
        List<String> rest = engine.imagesWithLabel(LABEL, id);
        if (!rest.isEmpty()) {
            engine.remove(rest);
        }
        gone = true;
    }
}
