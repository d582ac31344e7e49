package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.slaves.Cloud;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Finds branches that no agent will ever take, before they wait for one. */
final class Reachability {
    private Reachability() {}

    /**
     * Looks at the labels of all branches.
     *
     * @throws AbortException if a branch could only run on executors that its own build holds while it waits
     */
    static void check(List<SplitBranch> branches, SplitRun split, Run<?, ?> build, PrintStream log)
            throws AbortException {
        Set<String> missing = new TreeSet<>();
        for (SplitBranch branch : branches) {
            Label label = label(branch.getLabel());
            boolean cloud = Jenkins.get().clouds.stream().anyMatch(c -> c.canProvision(new Cloud.CloudState(label, 0)));
            Set<Node> nodes = nodes(label);
            if (nodes.isEmpty() && !cloud) {
                missing.add(branch.getLabel() == null ? "(any)" : branch.getLabel());
            } else if (!cloud && !split.isOutside() && nodes.stream().allMatch(node -> isHeldBy(build, node))) {
                throw new AbortException(held(branch, nodes));
            }
        }
        missing.forEach(label -> log.println("No agent has the label '" + label
                + "' now: its branches wait until one does. Give an agent that label, or another label to the step."));
    }

    private static String held(SplitBranch branch, Set<Node> nodes) {
        String agents = nodes.stream().map(Node::getDisplayName).collect(Collectors.joining(", "));
        String label = branch.getLabel() == null ? "" : " with the label '" + branch.getLabel() + "'";
        return "branch '" + branch.getName() + "' would wait for ever: the only agent" + label + " is " + agents
                + ", and this build itself holds all of its executors. Leave out 'label' to run the branches right here,"
                + " call the step outside of 'node', or give the agent another executor";
    }

    private static @Nullable Label label(@Nullable String expression) {
        return expression == null ? null : Label.get(expression);
    }

    private static Set<Node> nodes(@Nullable Label label) {
        return Arrays.stream(Jenkins.get().getComputers())
                .map(Computer::getNode)
                .filter(node -> node != null && node.getNumExecutors() > 0)
                .filter(node -> label == null ? node.getMode() == Node.Mode.NORMAL : label.matches(node))
                .collect(Collectors.toSet());
    }

    private static boolean isHeldBy(Run<?, ?> build, Node node) {
        Computer computer = node.toComputer();
        if (computer == null) {
            return false;
        }
        long held = computer.getExecutors().stream()
                .map(Executor::getCurrentExecutable)
                .filter(executable -> belongsTo(build, executable))
                .count();
        return held >= node.getNumExecutors();
    }

    private static boolean belongsTo(Run<?, ?> build, Queue.@Nullable Executable executable) {
        return executable != null && executable.getParentExecutable() == build;
    }
}
