package io.jenkins.plugins.multistagebuild.report;

import java.util.List;

/**
 * What a stage takes from another one.
 *
 * @param stage index of the stage that it takes from
 * @param paths that it takes, as its instructions name them; empty if it builds on that stage
 */
public record StageInput(int stage, List<String> paths) {
    public StageInput {
        Figures.requireCount(stage, "stages.inputs.stage");
        paths = Figures.listed(paths, "stages.inputs.paths");
    }
}
