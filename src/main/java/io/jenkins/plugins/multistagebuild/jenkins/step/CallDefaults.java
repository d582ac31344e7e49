package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.gate.GateNotation;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the controller's defaults into a call where its Jenkinsfile says nothing. That happens once, when the call begins, so
 * that a build goes on under the rules that it began with. What a Jenkinsfile says always wins, also where it says
 * {@code auto}, {@code none} or {@code false}.
 */
final class CallDefaults {
    private CallDefaults() {}

    /**
     * Settles a step that is about to begin. Afterwards its parameters are what counts: {@code auto} and {@code none} have
     * become null. Limits count together: a step with a budget or with gates of its own takes neither from here.
     *
     * @throws AbortException if the controller's defaults make no sense, because their file was changed by hand
     */
    static MultiStageBuildStep settle(MultiStageBuildStep step) throws AbortException {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        String engine = step.getEngine() == null ? defaults.getEngine() : step.getEngine();
        step.setEngine(StepDefaults.AUTO.equalsIgnoreCase(engine) ? null : engine);
        if (step.getKeepStashes() == null) {
            step.setKeepStashes(defaults.isKeepStashes());
        }
        if (step.getBudget() == null && step.getQualityGates() == null) {
            step.setBudget(defaults.getBudget());
            step.setQualityGates(gates(defaults));
        } else if (isNone(step.getBudget())) {
            step.setBudget(null);
        }
        return step;
    }

    private static List<QualityGate> gates(MultiStageBuildConfiguration defaults) throws AbortException {
        String text = defaults.getQualityGates();
        try {
            return text == null
                    ? List.of()
                    : GateNotation.parseLines(text).stream()
                            .map(QualityGate::of)
                            .toList();
        } catch (BuildProblemException e) {
            // The form and configuration as code refuse such a text, an editor does not.
            throw new AbortException(Messages.CallDefaults_gates(e.getMessage()));
        }
    }

    /** Whether a budget says that there is none. */
    static boolean isNone(@Nullable String budget) {
        return StepFormRules.NONE.equalsIgnoreCase(budget);
    }

    static void checkEngine(String text) throws BuildProblemException {
        SplitSpecs.engineKind(text);
    }

    static void checkBudget(String text) throws BuildProblemException {
        if (!isNone(text)) {
            ByteSize.parse(text);
        }
    }

    static void checkGates(String text) throws BuildProblemException {
        GateNotation.parseLines(text);
    }
}
