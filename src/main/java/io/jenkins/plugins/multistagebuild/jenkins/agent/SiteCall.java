package io.jenkins.plugins.multistagebuild.jenkins.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSite;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.PlanReading;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.split.Platforms;
import java.io.File;
import java.io.IOException;
import jenkins.MasterToSlaveFileCallable;

/**
 * One call of a {@link BuildSite} on an agent. A call may be repeated, as after a restart of the controller in its middle.
 *
 * @param <T> what it answers
 */
public abstract class SiteCall<T> extends MasterToSlaveFileCallable<T> {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final SiteSpec spec;
    private final EngineChoice choice;
    private final PlanReading reading;
    private final TaskListener listener;

    /**
     * A call to make once.
     *
     * @param site what it is about
     */
    SiteCall(Site site) {
        this.id = site.id();
        this.spec = site.spec();
        this.choice = site.choice();
        this.reading = site.reading();
        this.listener = site.listener();
    }

    @Override
    public final T invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            spec.writeIgnoreFiles();
            ContainerEngine engine = choice.find();
            OutputListener log = listener.getLogger()::println;
            BuildSpec build = (isForeign() ? spec.on(reading.platform()) : spec).spec();
            return run(new BuildSite(engine, build, reading, id, folder.toPath(), log), engine, folder);
        } catch (BuildProblemException e) {
            throw new SiteProblemException(e);
        }
    }

    /** Whether an image would by default be made for another platform here than where the build was planned. */
    private boolean isForeign() {
        return spec.platform() == null && !reading.platform().equals(Platforms.local());
    }

    /** The engine that was chosen. */
    final EngineChoice choice() {
        return choice;
    }

    /**
     * Does it.
     *
     * @param site the build as this agent sees it
     * @param engine this agent's engine
     * @param folder the branch's folder on this agent
     */
    abstract T run(BuildSite site, ContainerEngine engine, File folder)
            throws BuildProblemException, IOException, InterruptedException;
}
