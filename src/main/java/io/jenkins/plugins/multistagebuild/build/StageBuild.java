package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.split.StageDockerfile;
import io.jenkins.plugins.multistagebuild.split.StageNode;

/**
 * One image to build for a stage.
 *
 * @param stage the stage
 * @param request what the engine is asked for
 * @param text the Dockerfile it is given
 */
record StageBuild(StageNode stage, BuildRequest request, StageDockerfile text) {}
