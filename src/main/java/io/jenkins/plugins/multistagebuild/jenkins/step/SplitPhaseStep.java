package io.jenkins.plugins.multistagebuild.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What {@code multiStageBuild} does between the steps of others, as a step so that it has a place in the flow graph. */
public final class SplitPhaseStep extends Step {
    /** The phases of a call. */
    public enum Phase {
        /** Reads the Dockerfiles and says which branches there are. */
        PLAN("plan the build"),
        /** Waits until the inputs of a branch exist. */
        AWAIT("wait for inputs"),
        /** Brings context and inputs to the branch's agent; its result is the first command to run, or null. */
        PREPARE("fetch inputs"),
        /** Draws the consequences of a command; its result is the next command, or null. */
        COLLECT("collect outputs"),
        /** Removes a branch's files from its agent. */
        CLEAR("clear up"),
        /** Removes images and everything else from all agents. */
        RELEASE("clear all agents"),
        /** Makes the report and the step's result. */
        FINISH("report");

        private final String label;

        Phase(String label) {
            this.label = label;
        }
    }

    private final Phase phase;
    private int stage = SplitBranch.BASELINE;
    private String name = "";
    private int status;

    @DataBoundConstructor
    public SplitPhaseStep(Phase phase) {
        this.phase = phase;
    }

    public Phase getPhase() {
        return phase;
    }

    public int getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(int stage) {
        this.stage = stage;
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = name;
    }

    public int getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        // What views show in the list of a branch's steps.
        context.get(FlowNode.class).addAction(new LabelAction(phase.label));
        return switch (phase) {
            case PLAN -> new PlanExecution(context);
            case AWAIT -> new AwaitExecution(context, stage);
            case PREPARE -> new PrepareExecution(context, stage);
            case COLLECT -> new CollectExecution(context, stage, status);
            case CLEAR -> new ClearExecution(context, stage);
            case RELEASE -> new ReleaseExecution(context);
            case FINISH -> new FinishExecution(context);
        };
    }

    /** Hides the step from users: without the context of a call it cannot run. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "multiStageBuildPhase";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SplitPhaseStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(SplitRun.class, Run.class, TaskListener.class, FlowNode.class);
        }

        @CheckForNull
        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            String of = arguments.get("name") == null ? "" : " " + arguments.get("name");
            return String.valueOf(arguments.get("phase")).toLowerCase(Locale.ROOT) + of;
        }
    }
}
