package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A Dockerfile for one stage, where a build has a Dockerfile per stage instead of one for all. */
public class StageFile extends AbstractDescribableImpl<StageFile> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String dockerfile;

    /**
     * A stage with a Dockerfile of its own.
     *
     * @param name the name other Dockerfiles of the build copy from it by
     * @param dockerfile its path from the workspace
     */
    @DataBoundConstructor
    public StageFile(String name, String dockerfile) {
        this.name = name;
        this.dockerfile = dockerfile;
    }

    public String getName() {
        return name;
    }

    public String getDockerfile() {
        return dockerfile;
    }

    /** Shows it in forms. */
    @Extension
    public static class DescriptorImpl extends StepFormStageDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.StageFile_displayName();
        }
    }
}
