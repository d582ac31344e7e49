package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.Node;
import java.util.Objects;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.support.steps.AgentErrorCondition;
import org.jspecify.annotations.Nullable;

/** An agent is lost in the middle of its work, which {@code retry} may give to another one. */
final class LostAgent extends CauseOfInterruption implements AgentErrorCondition.Retryable {
    private static final long serialVersionUID = 1L;

    private final @Nullable String agent;

    /** @param node the agent, or null if it was removed */
    LostAgent(@Nullable Node node) {
        this.agent = node == null ? null : node.getDisplayName();
    }

    @Override
    public String getShortDescription() {
        return agent == null
                ? "the agent was removed while it worked on this build"
                : "agent " + agent + " went offline while it worked on this build, and has not come back";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LostAgent lost && Objects.equals(agent, lost.agent);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(agent);
    }
}
