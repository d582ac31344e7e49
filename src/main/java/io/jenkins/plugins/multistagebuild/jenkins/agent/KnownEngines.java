package io.jenkins.plugins.multistagebuild.jenkins.agent;

import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ContainerException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The engines that this agent's process has found lately. A build makes several calls a branch, and finding an engine
 * takes three processes each time; an engine itself has no state, so a moment's memory is safe.
 */
final class KnownEngines {
    private static final long LIFETIME_NANOS = 60_000_000_000L;
    private static final int MOST = 16;

    private static final Map<EngineChoice, Found> FOUND = new LinkedHashMap<>();

    private record Found(ContainerEngine engine, long when) {
        boolean isOld() {
            return System.nanoTime() - when > LIFETIME_NANOS;
        }
    }

    /** Finds an engine where nobody has found it yet. */
    interface Search {
        ContainerEngine find() throws ContainerException, InterruptedException;
    }

    private KnownEngines() {}

    static ContainerEngine get(EngineChoice choice, Search search) throws ContainerException, InterruptedException {
        synchronized (FOUND) {
            FOUND.values().removeIf(Found::isOld);
            Found known = FOUND.get(choice);
            if (known != null) {
                return known.engine();
            }
        }
        ContainerEngine engine = search.find();
        synchronized (FOUND) {
            FOUND.put(choice, new Found(engine, System.nanoTime()));
            Iterator<EngineChoice> oldest = FOUND.keySet().iterator();
            while (FOUND.size() > MOST) {
                oldest.next();
                oldest.remove();
            }
        }
        return engine;
    }
}
