package io.jenkins.plugins.multistagebuild.jenkins.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import hudson.util.ProcessTree;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildSite;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;

/** Ends what still runs of a build on an agent, and removes its images and its folder there; what is gone is fine. */
public final class ClearAgent extends MasterToSlaveFileCallable<Boolean> {
    private static final long serialVersionUID = 1L;

    /** Variable in the environment of every process of a build; its value is the build's ID. */
    public static final String MARK = "MULTI_STAGE_BUILD_ID";

    private final String id;
    private final EngineChoice choice;
    private final boolean images;

    /**
     * A call to make.
     *
     * @param id the build's ID
     * @param images whether there may be images, so that the engine has to be asked
     */
    public ClearAgent(String id, EngineChoice choice, boolean images) {
        this.id = id;
        this.choice = choice;
        this.images = images;
    }

    @Override
    public Boolean invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
        ProcessTree.get().killAll(Map.of(MARK, id));
        try {
            if (images) {
                BuildSite.clear(choice.find(), id);
            }
        } catch (BuildProblemException e) {
            throw new SiteProblemException(e);
        } finally {
            if (folder.exists()) {
                Util.deleteRecursive(folder);
            }
        }
        return true;
    }
}
