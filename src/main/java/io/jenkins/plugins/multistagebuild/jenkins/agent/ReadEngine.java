package io.jenkins.plugins.multistagebuild.jenkins.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSite;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.ContextArchive;
import io.jenkins.plugins.multistagebuild.build.PlanReading;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import java.io.File;
import java.io.IOException;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Asks an agent's engine what it is and how it reads a build's Dockerfiles. */
public final class ReadEngine extends MasterToSlaveFileCallable<EngineFacts> {
    private static final long serialVersionUID = 1L;

    private final SiteSpec spec;
    private final EngineChoice choice;
    private final boolean contextTravels;
    private final TaskListener listener;

    /** @param contextTravels whether parts of the build context are sent to other agents */
    public ReadEngine(SiteSpec spec, EngineChoice choice, boolean contextTravels, TaskListener listener) {
        this.spec = spec;
        this.choice = choice;
        this.contextTravels = contextTravels;
        this.listener = listener;
    }

    @Override
    public EngineFacts invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            ContainerEngine engine = choice.find();
            BuildSpec build = spec.spec();
            PlanReading reading = BuildSite.read(engine, build, listener.getLogger()::println);
            List<String> triggering = contextTravels
                    ? ContextArchive.triggering(
                            engine, reading.plan(build), spec.platform(), listener.getLogger()::println)
                    : List.of();
            return new EngineFacts(
                    engine.kind(),
                    engine.version(),
                    engine.builder(),
                    reading,
                    triggering,
                    Runtime.getRuntime().availableProcessors(),
                    engine.notes());
        } catch (BuildProblemException e) {
            throw new SiteProblemException(e);
        }
    }
}
