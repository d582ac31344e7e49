package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code multiStageBuild}: builds a multi-stage Dockerfile with one parallel branch per build stage. The parameters are
 * described for users in {@code docs/step.md} and in the help files of the Snippet Generator. It is kept with a running
 * build, so fields may be added but not changed.
 */
public class MultiStageBuildStep extends GatedStep {
    private static final long serialVersionUID = 1L;

    private String image;
    private String dockerfile;
    private String context;
    private String target;
    private LinkedHashMap<String, String> buildArgs;
    private String platform;
    private ArrayList<StageFile> stages;
    private String label;
    private LinkedHashMap<String, String> labels;
    private String engine;
    private String toolName;
    private String registryUrl;
    private String registryCredentialsId;
    private boolean push;
    private String baseline;
    private String budget;
    private int jobs;
    private boolean failFast = true;
    private int retries = StepDefaults.RETRIES;
    private boolean keepStashes;
    /** Whether the call says so; where it does not, the default of the controller counts. */
    private boolean keepStashesGiven;

    private boolean noCache;
    private String network;
    private String id;
    private String name;

    @DataBoundConstructor
    public MultiStageBuildStep() {
        // every parameter has a default
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    @CheckForNull
    public String getDockerfile() {
        return dockerfile;
    }

    @DataBoundSetter
    public void setDockerfile(String dockerfile) {
        this.dockerfile = Util.fixEmptyAndTrim(dockerfile);
    }

    @CheckForNull
    public String getContext() {
        return context;
    }

    @DataBoundSetter
    public void setContext(String context) {
        String trimmed = Util.fixEmptyAndTrim(context);
        this.context = StepDefaults.CONTEXT.equals(trimmed) ? null : trimmed;
    }

    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    @CheckForNull
    public Map<String, String> getBuildArgs() {
        return buildArgs;
    }

    @DataBoundSetter
    public void setBuildArgs(Map<String, String> buildArgs) {
        this.buildArgs = StepDefaults.strings(buildArgs);
    }

    @CheckForNull
    public String getPlatform() {
        return platform;
    }

    @DataBoundSetter
    public void setPlatform(String platform) {
        this.platform = Util.fixEmptyAndTrim(platform);
    }

    @CheckForNull
    public List<StageFile> getStages() {
        return stages;
    }

    @DataBoundSetter
    public void setStages(List<StageFile> stages) {
        this.stages = stages == null || stages.isEmpty() ? null : new ArrayList<>(stages);
    }

    @CheckForNull
    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    @CheckForNull
    public Map<String, String> getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(Map<String, String> labels) {
        this.labels = StepDefaults.strings(labels);
    }

    @CheckForNull
    public String getEngine() {
        return engine;
    }

    @DataBoundSetter
    public void setEngine(String engine) {
        this.engine = Util.fixEmptyAndTrim(engine);
    }

    @CheckForNull
    public String getToolName() {
        return toolName;
    }

    @DataBoundSetter
    public void setToolName(String toolName) {
        this.toolName = Util.fixEmptyAndTrim(toolName);
    }

    @CheckForNull
    public String getRegistryUrl() {
        return registryUrl;
    }

    @DataBoundSetter
    public void setRegistryUrl(String registryUrl) {
        this.registryUrl = Util.fixEmptyAndTrim(registryUrl);
    }

    @CheckForNull
    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    public boolean isPush() {
        return push;
    }

    @DataBoundSetter
    public void setPush(boolean push) {
        this.push = push;
    }

    @CheckForNull
    public String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(String baseline) {
        String trimmed = Util.fixEmptyAndTrim(baseline);
        this.baseline = StepDefaults.AUTO.equals(trimmed) ? null : trimmed;
    }

    @CheckForNull
    public String getBudget() {
        return budget;
    }

    @DataBoundSetter
    public void setBudget(String budget) {
        this.budget = Util.fixEmptyAndTrim(budget);
    }

    public int getJobs() {
        return jobs;
    }

    @DataBoundSetter
    public void setJobs(int jobs) {
        this.jobs = jobs;
    }

    public boolean isFailFast() {
        return failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast;
    }

    public int getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(int retries) {
        this.retries = retries;
    }

    @CheckForNull
    public Boolean getKeepStashes() {
        return keepStashesGiven ? Boolean.valueOf(keepStashes) : null;
    }

    @DataBoundSetter
    public void setKeepStashes(Boolean keepStashes) {
        this.keepStashesGiven = keepStashes != null;
        this.keepStashes = Boolean.TRUE.equals(keepStashes);
    }

    public boolean isNoCache() {
        return noCache;
    }

    @DataBoundSetter
    public void setNoCache(boolean noCache) {
        this.noCache = noCache;
    }

    @CheckForNull
    public String getNetwork() {
        return network;
    }

    @DataBoundSetter
    public void setNetwork(String network) {
        this.network = Util.fixEmptyAndTrim(network);
    }

    @CheckForNull
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    @Override
    public StepExecution start(StepContext stepContext) throws AbortException {
        return new MultiStageBuildExecution(stepContext, CallDefaults.settle(this));
    }

    /** Describes the step to Pipeline and to the Snippet Generator. */
    @Extension
    public static class DescriptorImpl extends MultiStageBuildDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String getFunctionName() {
            return "multiStageBuild";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.MultiStageBuildStep_displayName();
        }
    }
}
