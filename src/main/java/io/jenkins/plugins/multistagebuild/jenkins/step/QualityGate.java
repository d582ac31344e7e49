package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.multistagebuild.gate.GateBaseline;
import io.jenkins.plugins.multistagebuild.gate.GateSetting;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A limit that the image of a call has to keep to, as it stands in a Jenkinsfile; the words are those of
 * {@link GateSetting}. It is kept with a running build, so fields may be added but not changed.
 */
public class QualityGate extends AbstractDescribableImpl<QualityGate> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String metric;
    private final String threshold;
    private String stage;
    private String path;
    private String baseline;
    private String criticality;
    private String minimumChange;

    /**
     * An absolute limit that makes the build unstable; the setters make it another one.
     *
     * @param metric what is measured, such as {@code IMAGE_SIZE}
     * @param threshold the limit: a size, a number of layers or per cent
     */
    @DataBoundConstructor
    public QualityGate(String metric, String threshold) {
        this.metric = metric;
        this.threshold = threshold;
    }

    public String getMetric() {
        return metric;
    }

    public String getThreshold() {
        return threshold;
    }

    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    @CheckForNull
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    @CheckForNull
    public String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(String baseline) {
        String trimmed = Util.fixEmptyAndTrim(baseline);
        this.baseline = GateBaseline.PROJECT.name().equals(trimmed) ? null : trimmed;
    }

    @CheckForNull
    public String getCriticality() {
        return criticality;
    }

    @DataBoundSetter
    public void setCriticality(String criticality) {
        String trimmed = Util.fixEmptyAndTrim(criticality);
        this.criticality = Criticality.UNSTABLE.name().equals(trimmed) ? null : trimmed;
    }

    @CheckForNull
    public String getMinimumChange() {
        return minimumChange;
    }

    @DataBoundSetter
    public void setMinimumChange(String minimumChange) {
        this.minimumChange = Util.fixEmptyAndTrim(minimumChange);
    }

    /** The gate that somebody wrote elsewhere. */
    static QualityGate of(GateSetting setting) {
        QualityGate gate = new QualityGate(setting.metric(), setting.threshold());
        gate.setStage(setting.stage());
        gate.setPath(setting.path());
        gate.setBaseline(setting.baseline());
        gate.setCriticality(setting.criticality());
        gate.setMinimumChange(setting.minimumChange());
        return gate;
    }

    /**
     * The gate in the engine's terms.
     *
     * @param where it stands, for messages
     */
    GateSetting setting(String where) {
        return new GateSetting(where, metric, stage, path, baseline, threshold, criticality, minimumChange);
    }

    /** Shows it in forms. */
    @Extension
    public static class DescriptorImpl extends StepFormGateDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.QualityGate_displayName();
        }
    }
}
