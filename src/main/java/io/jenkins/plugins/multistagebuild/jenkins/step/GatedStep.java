package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of {@code multiStageBuild} that are about its quality gates. It is kept with a running build, so fields
 * may be added but not changed.
 */
public abstract class GatedStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private ArrayList<QualityGate> qualityGates;
    private String acceptIncrease;
    private String minimumChange;

    @CheckForNull
    public List<QualityGate> getQualityGates() {
        return qualityGates;
    }

    @DataBoundSetter
    public void setQualityGates(List<QualityGate> qualityGates) {
        this.qualityGates = qualityGates == null || qualityGates.isEmpty() ? null : new ArrayList<>(qualityGates);
    }

    @CheckForNull
    public String getAcceptIncrease() {
        return acceptIncrease;
    }

    @DataBoundSetter
    public void setAcceptIncrease(String acceptIncrease) {
        this.acceptIncrease = Util.fixEmptyAndTrim(acceptIncrease);
    }

    @CheckForNull
    public String getMinimumChange() {
        return minimumChange;
    }

    @DataBoundSetter
    public void setMinimumChange(String minimumChange) {
        this.minimumChange = Util.fixEmptyAndTrim(minimumChange);
    }
}
