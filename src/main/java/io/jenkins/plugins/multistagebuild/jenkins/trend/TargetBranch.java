package io.jenkins.plugins.multistagebuild.jenkins.trend;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jspecify.annotations.Nullable;

/**
 * The branch that a job of a multibranch project is held against: the target of a change request, or else the primary
 * branch.
 */
final class TargetBranch {
    private TargetBranch() {}

    /** The job of that branch; null if the job is of no multibranch project, or is of the primary branch itself. */
    static @Nullable Job<?, ?> of(Job<?, ?> job) {
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        if (head == null) {
            return null;
        }
        String target =
                head instanceof ChangeRequestSCMHead change ? change.getTarget().getName() : null;
        ItemGroup<?> branches = job.getParent();
        for (Item branch : branches.getItems()) {
            if (branch instanceof Job<?, ?> other && other != job && isTarget(other, target)) {
                return other;
            }
        }
        return null;
    }

    private static boolean isTarget(Job<?, ?> branch, @Nullable String target) {
        if (target == null) {
            return branch.getAction(PrimaryInstanceMetadataAction.class) != null;
        }
        SCMHead head = SCMHead.HeadByItem.findHead(branch);
        return head != null
                && !(head instanceof ChangeRequestSCMHead)
                && head.getName().equals(target);
    }
}
