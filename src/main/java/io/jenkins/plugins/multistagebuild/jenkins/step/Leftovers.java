package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.slaves.ComputerListener;
import io.jenkins.plugins.multistagebuild.jenkins.agent.ClearAgent;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineChoice;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Remembers on disk which agents may hold something of which call, from before the first file until it is removed. So what
 * an agent that was lost has kept goes as soon as it is back, even if the controller was killed meanwhile.
 */
@Extension
public final class Leftovers {
    /** How long it is remembered what an agent has that was deleted; one that is made anew may well find its disk again. */
    private static final long DELETED_DAYS = 7;

    private static final Logger LOGGER = Logger.getLogger(Leftovers.class.getName());

    /** An agent and the call that used it; a plain class, because XStream cannot read records. */
    private static final class Entry {
        private final String run;
        private final String id;
        private final EngineUse use;
        private final long sinceMillis;

        Entry(String run, String id, EngineUse use, long sinceMillis) {
            this.run = run;
            this.id = id;
            this.use = use;
            this.sinceMillis = sinceMillis;
        }

        /** The same when a job, or a folder around it, has another name. */
        Entry renamed(String oldName, String newName) {
            boolean ofIt = run.startsWith(oldName + "#") || run.startsWith(oldName + "/");
            return ofIt ? new Entry(newName + run.substring(oldName.length()), id, use, sinceMillis) : this;
        }

        boolean isOutdated() {
            boolean deleted = !use.node().isEmpty() && Jenkins.get().getNode(use.node()) == null;
            return deleted && System.currentTimeMillis() - sinceMillis > TimeUnit.DAYS.toMillis(DELETED_DAYS);
        }
    }

    private @Nullable CopyOnWriteArrayList<Entry> entries;

    static Leftovers get() {
        return ExtensionList.lookupSingleton(Leftovers.class);
    }

    /** Remembers agents before a call leaves anything on them. */
    synchronized void expect(Run<?, ?> run, String id, List<EngineUse> uses) throws IOException {
        entries().removeIf(Entry::isOutdated);
        for (EngineUse use : uses) {
            entries().add(new Entry(run.getExternalizableId(), id, use, System.currentTimeMillis()));
        }
        save();
    }

    /**
     * Removes what a call has left.
     *
     * @return a sentence for each agent that could not be cleared and stays remembered
     */
    List<String> clear(Run<?, ?> run, String id, List<EngineUse> uses) throws InterruptedException, IOException {
        List<String> problems = new ArrayList<>();
        for (EngineUse use : uses) {
            String problem = clear(id, use);
            if (problem == null) {
                forget(id, use);
            } else {
                problems.add(problem);
            }
        }
        return problems;
    }

    /** Null if everything is gone, or what is in the way. */
    private static @Nullable String clear(String id, EngineUse use) throws InterruptedException {
        String name = use.node().isEmpty() ? "the controller's own node" : "agent " + use.node();
        try {
            Node node = use.node().isEmpty() ? Jenkins.get() : Jenkins.get().getNode(use.node());
            if (node == null) {
                return name + " was removed";
            }
            Computer computer = node.toComputer();
            FilePath folder = computer == null || computer.isOffline() ? null : node.createPath(use.folder());
            if (folder == null) {
                return name + " is offline";
            }
            EnvVars environment = computer.getEnvironment();
            folder.act(new ClearAgent(
                    id, new EngineChoice(use.kind(), null, environment, use.environment()), use.images()));
            return null;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.INFO, "cannot clear " + name + " of " + id, e);
            return name + ": " + e.getMessage();
        }
    }

    private synchronized void forget(String id, EngineUse use) throws IOException {
        entries().removeIf(entry -> entry.id.equals(id) && entry.use.equals(use));
        save();
    }

    /** Clears the agents for which a test holds and whose builds no longer run. */
    private void clearEnded(Predicate<Entry> wanted) {
        List<Entry> ended;
        synchronized (this) {
            ended = entries().stream()
                    .filter(wanted)
                    .filter(entry -> !isRunning(entry.run))
                    .toList();
        }
        try {
            for (Entry entry : ended) {
                if (clear(entry.id, entry.use) == null) {
                    forget(entry.id, entry.use);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot save what is left on agents", e);
        }
    }

    private static boolean isRunning(String id) {
        Run<?, ?> run = Run.fromExternalizableId(id);
        return run != null && run.isBuilding();
    }

    private CopyOnWriteArrayList<Entry> entries() {
        CopyOnWriteArrayList<Entry> all = entries;
        if (all == null) {
            all = new CopyOnWriteArrayList<>();
            XmlFile file = file();
            try {
                if (file.exists() && file.read() instanceof List<?> saved) {
                    for (Object entry : saved) {
                        all.add((Entry) entry);
                    }
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "cannot read " + file + "; what agents still hold is not known", e);
            }
            entries = all;
        }
        return all;
    }

    private void save() throws IOException {
        file().write(new ArrayList<>(entries()));
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), Leftovers.class.getName() + ".xml"));
    }

    /** An agent is back. */
    @Extension
    public static final class AgentBack extends ComputerListener {
        @Override
        public void onOnline(Computer computer, TaskListener listener) {
            Computer.threadPoolForRemoting.submit(
                    () -> get().clearEnded(entry -> entry.use.node().equals(computer.getName())));
        }
    }

    /** A build has ended, possibly without its steps having had a chance to clear up. */
    @Extension
    public static final class BuildEnded extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            String id = run.getExternalizableId();
            if (get().holds(id)) {
                Computer.threadPoolForRemoting.submit(() -> get().clearEnded(entry -> entry.run.equals(id)));
            }
        }
    }

    /** A job has another name, and so have its builds. */
    @Extension
    public static final class Renamed extends ItemListener {
        @Override
        public void onLocationChanged(Item item, String oldName, String newName) {
            get().rename(oldName, newName);
        }
    }

    private synchronized void rename(String oldName, String newName) {
        entries().replaceAll(entry -> entry.renamed(oldName, newName));
        try {
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot save what is left on agents", e);
        }
    }

    private synchronized boolean holds(String run) {
        return entries().stream().anyMatch(entry -> entry.run.equals(run));
    }
}
