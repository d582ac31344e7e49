package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.GateBaseline;
import io.jenkins.plugins.multistagebuild.gate.GateMetric;
import io.jenkins.plugins.multistagebuild.gate.GateReader;
import io.jenkins.plugins.multistagebuild.gate.GateSetting;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The part of the form that is about one quality gate. */
public abstract class StepFormGateDescriptor extends Descriptor<QualityGate> {
    /** What can be measured; no secret, so without a check of permissions, as for the other two lists. */
    @POST
    public ListBoxModel doFillMetricItems() {
        ListBoxModel items = new ListBoxModel();
        for (GateMetric metric : GateMetric.values()) {
            items.add(name(metric), metric.name());
        }
        return items;
    }

    private static String name(GateMetric metric) {
        return switch (metric) {
            case IMAGE_SIZE -> Messages.StepForm_metric_imageSize();
            case COMPRESSED_SIZE -> Messages.StepForm_metric_compressedSize();
            case DISK_SIZE -> Messages.StepForm_metric_diskSize();
            case LAYER_COUNT -> Messages.StepForm_metric_layerCount();
            case LARGEST_LAYER -> Messages.StepForm_metric_largestLayer();
            case STAGE_SIZE -> Messages.StepForm_metric_stageSize();
            case REDUCTION -> Messages.StepForm_metric_reduction();
            case WASTED_BYTES -> Messages.StepForm_metric_wastedBytes();
            case PATH_SIZE -> Messages.StepForm_metric_pathSize();
        };
    }

    /** What it is held against. */
    @POST
    public ListBoxModel doFillBaselineItems() {
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.StepForm_gateBaseline_project(), GateBaseline.PROJECT.name()),
                new ListBoxModel.Option(Messages.StepForm_gateBaseline_previous(), GateBaseline.PREVIOUS_DELTA.name()),
                new ListBoxModel.Option(
                        Messages.StepForm_gateBaseline_reference(), GateBaseline.REFERENCE_DELTA.name()));
    }

    /** What it means if the image does not keep to it; the usual choice first. */
    @POST
    public ListBoxModel doFillCriticalityItems() {
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.StepForm_criticality_unstable(), Criticality.UNSTABLE.name()),
                new ListBoxModel.Option(Messages.StepForm_criticality_failure(), Criticality.FAILURE.name()),
                new ListBoxModel.Option(Messages.StepForm_criticality_note(), Criticality.NOTE.name()),
                new ListBoxModel.Option(Messages.StepForm_criticality_error(), Criticality.ERROR.name()));
    }

    /** Checks the whole gate, since its parts have to fit each other. */
    @POST
    public FormValidation doCheckThreshold(
            @AncestorInPath @Nullable Item item,
            @QueryParameter String value,
            @QueryParameter String metric,
            @QueryParameter String baseline,
            @QueryParameter String stage,
            @QueryParameter String path,
            @QueryParameter String minimumChange) {
        if (Util.fixEmptyAndTrim(value) == null) {
            return FormValidation.error(Messages.StepForm_threshold_missing());
        }
        return MultiStageBuildDescriptor.check(
                item,
                value,
                threshold -> check(new GateSetting(
                        Messages.QualityGate_displayName(),
                        metric,
                        stage,
                        path,
                        baseline,
                        threshold,
                        null,
                        minimumChange)));
    }

    private static FormValidation check(GateSetting setting) {
        try {
            GateReader.read(List.of(setting));
            return FormValidation.ok();
        } catch (BuildProblemException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
