package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What calls of {@code multiStageBuild} use where their Jenkinsfile says nothing: a section of the system configuration,
 * and {@code unclassified: multiStageBuild:} of configuration as code. Every value that is set makes sense; what does not is
 * refused, with the reason. {@link CallDefaults} puts the values into a call.
 */
@Extension
@Symbol("multiStageBuild")
public final class MultiStageBuildConfiguration extends GlobalConfiguration {
    private @Nullable String engine;
    private @Nullable String budget;
    private @Nullable String qualityGates;
    private boolean keepStashes;
    private int fullReports;

    public MultiStageBuildConfiguration() {
        load();
    }

    /** The one of this controller. */
    public static MultiStageBuildConfiguration get() {
        return ExtensionList.lookupSingleton(MultiStageBuildConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.MultiStageBuildConfiguration_displayName();
    }

    /** The engine, or null for the first that answers on an agent. */
    public @Nullable String getEngine() {
        return engine;
    }

    /** @throws IllegalArgumentException if there is no such engine */
    @DataBoundSetter
    public void setEngine(@Nullable String engine) {
        String given = Util.fixEmptyAndTrim(engine);
        require("engine", given, CallDefaults::checkEngine);
        this.engine =
                given == null || given.equalsIgnoreCase(StepDefaults.AUTO) ? null : given.toLowerCase(Locale.ROOT);
        save();
    }

    /** The most that an image may weigh, as written, or null for no limit. */
    public @Nullable String getBudget() {
        return budget;
    }

    /** @throws IllegalArgumentException if it is no size */
    @DataBoundSetter
    public void setBudget(@Nullable String budget) {
        String given = Util.fixEmptyAndTrim(budget);
        require("budget", given, CallDefaults::checkBudget);
        this.budget = CallDefaults.isNone(given) ? null : given;
        save();
    }

    /** Quality gates, one in each line, or null for none; see {@link io.jenkins.plugins.multistagebuild.gate.GateNotation}. */
    public @Nullable String getQualityGates() {
        return qualityGates;
    }

    /** @throws IllegalArgumentException if a line is no gate; the message has a line for each problem */
    @DataBoundSetter
    public void setQualityGates(@Nullable String qualityGates) {
        String given = Util.fixEmptyAndTrim(qualityGates);
        require("qualityGates", given, CallDefaults::checkGates);
        // A browser ends lines in its own way.
        this.qualityGates = given == null ? null : given.lines().collect(Collectors.joining("\n"));
        save();
    }

    /** Whether stashes stay when a build is over. */
    public boolean isKeepStashes() {
        return keepStashes;
    }

    @DataBoundSetter
    public void setKeepStashes(boolean keepStashes) {
        this.keepStashes = keepStashes;
        save();
    }

    /** How many builds of a job keep the list of all files in their reports; 0 for all. */
    public int getFullReports() {
        return fullReports;
    }

    /** @throws IllegalArgumentException if it is negative */
    @DataBoundSetter
    public void setFullReports(int fullReports) {
        if (fullReports < 0) {
            throw new IllegalArgumentException("fullReports: " + Messages.StepForm_number_wrong(fullReports));
        }
        this.fullReports = fullReports;
        save();
    }

    /** A check that says what is wrong with a text. */
    private interface Check {
        void of(String text) throws BuildProblemException;
    }

    private static void require(String field, @Nullable String text, Check check) {
        try {
            if (text != null) {
                check.of(text);
            }
        } catch (BuildProblemException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        // All before any of it is set.
        try {
            require("engine", Util.fixEmptyAndTrim(form.optString("engine")), CallDefaults::checkEngine);
            require("budget", Util.fixEmptyAndTrim(form.optString("budget")), CallDefaults::checkBudget);
            require("qualityGates", Util.fixEmptyAndTrim(form.optString("qualityGates")), CallDefaults::checkGates);
            StepFormLines.requireNumber(form, "fullReports");
            form.putIfAbsent("fullReports", 0);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "multiStageBuild");
        }
        try (BulkChange change = new BulkChange(this)) {
            request.bindJSON(this, form);
            change.commit();
        } catch (IOException e) {
            throw new FormException(e, "multiStageBuild");
        }
        return true;
    }

    /** The engines; no secret, so without a check of permissions. */
    @POST
    public ListBoxModel doFillEngineItems() {
        return StepFormRules.engines();
    }

    @POST
    public FormValidation doCheckBudget(@QueryParameter String value) {
        return check(value, StepFormRules::budget);
    }

    @POST
    public FormValidation doCheckQualityGates(@QueryParameter String value) {
        return check(value, StepFormRules::gateLines);
    }

    private static FormValidation check(@Nullable String value, Function<String, FormValidation> rule) {
        String given = Util.fixEmptyAndTrim(value);
        return given == null || !Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                ? FormValidation.ok()
                : rule.apply(given);
    }
}
