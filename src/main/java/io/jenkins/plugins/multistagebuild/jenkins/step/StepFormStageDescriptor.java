package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The part of the form that is about one stage with a Dockerfile of its own. */
public abstract class StepFormStageDescriptor extends Descriptor<StageFile> {

    @POST
    public FormValidation doCheckName(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(Messages.StepForm_stageName_missing())
                : MultiStageBuildDescriptor.check(item, value, StepFormRules::stageName);
    }

    @POST
    public FormValidation doCheckDockerfile(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(Messages.StepForm_stageDockerfile_missing())
                : MultiStageBuildDescriptor.check(item, value, StepFormRules::path);
    }
}
