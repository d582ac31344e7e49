package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.Gate;
import io.jenkins.plugins.multistagebuild.gate.GateReader;
import io.jenkins.plugins.multistagebuild.gate.GateSetting;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.report.AcceptedIncrease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits that a call sets for its image, in the terms of the gates. */
final class StepLimits {
    private final List<String> problems = new ArrayList<>();

    private StepLimits() {}

    /**
     * Reads them.
     *
     * @throws BuildProblemException if any of them makes no sense; the message has a line for each problem
     */
    static Limits of(MultiStageBuildStep settings, Run<?, ?> run) throws BuildProblemException {
        StepLimits limits = new StepLimits();
        ByteSize budget = limits.size("budget", settings.getBudget());
        limits.size("minimumChange", settings.getMinimumChange());
        List<Gate> gates = limits.gates(settings);
        if (!limits.problems.isEmpty()) {
            throw new BuildProblemException(String.join("\n", limits.problems));
        }
        String reason = settings.getAcceptIncrease();
        return new Limits(budget, gates, reason == null ? null : new AcceptedIncrease(reason, user(run)));
    }

    private @Nullable ByteSize size(String parameter, @Nullable String text) {
        try {
            return text == null ? null : ByteSize.parse(text);
        } catch (BuildProblemException e) {
            problems.add(parameter + ": " + e.getMessage());
            return null;
        }
    }

    private List<Gate> gates(MultiStageBuildStep settings) {
        List<QualityGate> given = settings.getQualityGates();
        List<GateSetting> gates = new ArrayList<>();
        for (int i = 0; given != null && i < given.size(); i++) {
            gates.add(given.get(i).setting("qualityGates[" + i + "]").withMinimumChange(settings.getMinimumChange()));
        }
        try {
            return GateReader.read(gates);
        } catch (BuildProblemException e) {
            problems.add(e.getMessage());
            return List.of();
        }
    }

    /** Who started the build, if that was a person: the one who answers for an increase that it accepts. */
    private static @Nullable String user(Run<?, ?> run) {
        Cause.UserIdCause cause = run.getCause(Cause.UserIdCause.class);
        return cause == null ? null : cause.getUserName();
    }
}
