package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.multistagebuild.build.BaselineChoice;
import io.jenkins.plugins.multistagebuild.build.BuildSpec;
import io.jenkins.plugins.multistagebuild.build.Units;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the parallel branches of a plan's, with the agents each may run on. */
final class BranchPlanner {
    private final SplitRun split;
    private final Plan plan;
    private final BuildSpec spec;
    private final Map<String, String> labels;
    private final Set<Integer> units = new HashSet<>();

    BranchPlanner(SplitRun split, Plan plan, BuildSpec spec) {
        this.split = split;
        this.plan = plan;
        this.spec = spec;
        this.labels = new LinkedHashMap<>();
        Objects.requireNonNullElse(split.settings().getLabels(), Map.<String, String>of())
                .forEach((stage, label) -> labels.put(stage.toLowerCase(Locale.ROOT), label));
        Stream.concat(plan.branches().stream(), plan.preparations().stream()).forEach(unit -> units.add(unit.stage()));
    }

    List<SplitBranch> branches() throws AbortException {
        List<SplitBranch> branches = new ArrayList<>();
        for (Branch branch : plan.branches()) {
            branches.add(branch(branch));
        }
        if (!(spec.baseline() instanceof BaselineChoice.Auto) && !(spec.baseline() instanceof BaselineChoice.None)) {
            branches.add(new SplitBranch(
                    SplitBranch.BASELINE, Units.BASELINE, split.getLabel(), List.of(), List.of(), List.of(), false));
        }
        requireKnown(branches);
        return branches;
    }

    private SplitBranch branch(Branch branch) {
        int stage = branch.stage();
        TreeSet<Integer> after = new TreeSet<>(branch.inputs());
        List<Integer> bases = branch.includes().stream().filter(units::contains).toList();
        if (split.isHere()) {
            // On one engine it is certain that what a branch builds on is built once, so it holds nothing meanwhile.
            bases.stream().filter(this::isBranch).forEach(after::add);
        }
        return new SplitBranch(
                stage,
                Units.stage(plan.graph(), stage),
                label(stage),
                branch.inputs(),
                List.copyOf(after),
                bases,
                stage == plan.graph().target());
    }

    private boolean isBranch(int stage) {
        return plan.branches().stream().anyMatch(branch -> branch.stage() == stage);
    }

    private @Nullable String label(int stage) {
        String own = labels.get(Units.stage(plan.graph(), stage));
        return own != null ? own : split.getLabel();
    }

    private void requireKnown(List<SplitBranch> branches) throws AbortException {
        List<String> names = branches.stream().map(SplitBranch::getName).toList();
        for (String stage : labels.keySet()) {
            if (!names.contains(stage)) {
                throw new AbortException("labels: there is no branch '" + stage + "'; the build has: "
                        + String.join(", ", names)
                        + " (a stage that others only build on runs inside their branches)");
            }
        }
    }
}
