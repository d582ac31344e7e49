package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.labels.LabelExpression;
import hudson.tools.ToolInstallation;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.jenkinsci.plugins.docker.commons.tools.DockerTool;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of {@code multiStageBuild} in the Snippet Generator: choices, completions and checks. A check says nothing
 * to whoever may not see the form, which is everybody without EXTENDED_READ on the job, or outside of jobs without
 * ADMINISTER. What the rules are, {@link StepFormRules} knows.
 */
public abstract class MultiStageBuildDescriptor extends StepDescriptor {

    /**
     * Reads the form, in which a map is a text with a {@code NAME=VALUE} per line.
     *
     * @throws StepFormException if a text or a number cannot be read; the Snippet Generator shows its message
     */
    @Override
    public Step newInstance(@Nullable StaplerRequest2 request, @NonNull JSONObject form) throws FormException {
        JSONObject rest = JSONObject.fromObject(form);
        Map<String, String> buildArgs = StepFormLines.takeMap(rest, "buildArgs");
        Map<String, String> labels = StepFormLines.takeMap(rest, "labels");
        // Stapler would make 0 of an empty number, and that is not the default of all of them.
        StepFormLines.requireNumber(rest, "jobs");
        StepFormLines.requireNumber(rest, "retries");
        // It would make false of an empty choice, too.
        StepFormLines.dropEmpty(rest, "keepStashes");
        MultiStageBuildStep step = (MultiStageBuildStep) super.newInstance(request, rest);
        step.setBuildArgs(buildArgs);
        step.setLabels(labels);
        return step;
    }

    /** A map as the form shows it, one {@code NAME=VALUE} per line; an empty text for null. */
    public String lines(@Nullable Map<String, String> map) {
        return StepFormLines.print(map);
    }

    /** What the views of a build show beside the step's name: the image and the label, as far as they are given. */
    @CheckForNull
    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        String image = Util.fixEmptyAndTrim(text(arguments.get("image")));
        String label = Util.fixEmptyAndTrim(text(arguments.get("label")));
        if (image == null) {
            return label == null ? null : Messages.MultiStageBuildStep_onLabel(label);
        }
        return label == null ? image : Messages.MultiStageBuildStep_imageOnLabel(image, label);
    }

    private static @Nullable String text(@Nullable Object argument) {
        return argument == null ? null : argument.toString();
    }

    @POST
    public FormValidation doCheckImage(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::image);
    }

    @POST
    public FormValidation doCheckDockerfile(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::path);
    }

    @POST
    public FormValidation doCheckContext(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::path);
    }

    @POST
    public FormValidation doCheckTarget(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::target);
    }

    @POST
    public FormValidation doCheckLabel(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, label -> LabelExpression.validate(label, item));
    }

    /** Labels that complete the last word of an expression; none without permission, as for checks. */
    @POST
    public AutoCompletionCandidates doAutoCompleteLabel(
            @AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return mayConfigure(item) ? LabelExpression.autoComplete(value) : new AutoCompletionCandidates();
    }

    @POST
    public FormValidation doCheckBudget(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::budget);
    }

    @POST
    public FormValidation doCheckMinimumChange(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::minimumChange);
    }

    @POST
    public FormValidation doCheckBaseline(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::baseline);
    }

    /** The two words that mean something; a path or a reference is written by hand. */
    @POST
    public ComboBoxModel doFillBaselineItems() {
        return new ComboBoxModel(StepDefaults.AUTO, StepFormRules.NONE);
    }

    @POST
    public FormValidation doCheckBuildArgs(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return mayConfigure(item) ? StepFormLines.checkBuildArgs(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckPlatform(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::platform);
    }

    /** Platforms that the usual base images are there for. */
    @POST
    public AutoCompletionCandidates doAutoCompletePlatform(@QueryParameter String value) {
        return StepFormRules.platforms(value);
    }

    @POST
    public FormValidation doCheckNetwork(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::network);
    }

    /** The networks that every engine has. */
    @POST
    public ComboBoxModel doFillNetworkItems() {
        return new ComboBoxModel("default", StepFormRules.NONE, "host");
    }

    @POST
    public FormValidation doCheckLabels(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return mayConfigure(item) ? StepFormLines.checkLabels(value, item) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckJobs(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::jobs);
    }

    @POST
    public FormValidation doCheckRetries(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::retries);
    }

    /** The default and the engines; no secret, so without a check of permissions. */
    @POST
    public ListBoxModel doFillEngineItems() {
        String otherwise =
                Objects.requireNonNullElse(MultiStageBuildConfiguration.get().getEngine(), StepDefaults.AUTO);
        ListBoxModel items = new ListBoxModel(new ListBoxModel.Option(Messages.StepForm_engine_default(otherwise), ""));
        items.addAll(StepFormRules.engines());
        return items;
    }

    /** The default, to keep and to remove; no secret either. */
    @POST
    public ListBoxModel doFillKeepStashesItems() {
        String otherwise = MultiStageBuildConfiguration.get().isKeepStashes()
                ? Messages.StepForm_keepStashes_true()
                : Messages.StepForm_keepStashes_false();
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.StepForm_keepStashes_default(otherwise), ""),
                new ListBoxModel.Option(Messages.StepForm_keepStashes_true(), "true"),
                new ListBoxModel.Option(Messages.StepForm_keepStashes_false(), "false"));
    }

    /** The Docker installations of the global tool configuration, behind the choice of none. */
    @POST
    public ListBoxModel doFillToolNameItems(@AncestorInPath @Nullable Item item) {
        ListBoxModel items = new ListBoxModel(new ListBoxModel.Option(Messages.StepForm_toolName_none(), ""));
        if (mayConfigure(item)) {
            for (ToolInstallation tool : Jenkins.get()
                    .getDescriptorByType(DockerTool.DescriptorImpl.class)
                    .getInstallations()) {
                items.add(tool.getName());
            }
        }
        return items;
    }

    @POST
    public FormValidation doCheckRegistryUrl(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::registryUrl);
    }

    /** The credentials that {@code docker.withRegistry} offers here; who may see them, its own form decides. */
    @POST
    public ListBoxModel doFillRegistryCredentialsIdItems(
            @AncestorInPath @Nullable Item item, @QueryParameter String registryCredentialsId) {
        ListBoxModel items = Jenkins.get()
                .getDescriptorByType(DockerRegistryEndpoint.DescriptorImpl.class)
                .doFillCredentialsIdItems(item);
        String current = Util.fixNull(registryCredentialsId);
        if (items.stream().noneMatch(option -> option.value.equals(current))) {
            items.add(current);
        }
        return items;
    }

    /** Says where a push goes if the other fields leave that open. */
    @POST
    public FormValidation doCheckPush(
            @AncestorInPath @Nullable Item item,
            @QueryParameter boolean value,
            @QueryParameter String image,
            @QueryParameter String registryUrl) {
        return value && mayConfigure(item) ? StepFormRules.push(image, registryUrl) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckId(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return check(item, value, StepFormRules::id);
    }

    /** Holds a value against a rule if somebody asks who may, and if there is a value. */
    static FormValidation check(@Nullable Item item, @Nullable String value, Function<String, FormValidation> rule) {
        String trimmed = Util.fixEmptyAndTrim(value);
        if (trimmed == null || !mayConfigure(item)) {
            return FormValidation.ok();
        }
        return trimmed.contains("$") ? FormValidation.warning(Messages.StepForm_variable()) : rule.apply(trimmed);
    }

    private static boolean mayConfigure(@Nullable Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
    }
}
