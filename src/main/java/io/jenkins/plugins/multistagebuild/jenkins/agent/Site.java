package io.jenkins.plugins.multistagebuild.jenkins.agent;

import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.build.PlanReading;

/**
 * What every call to an agent brings along.
 *
 * @param id the build's ID
 * @param spec the build
 * @param choice the engine to use
 * @param reading how its Dockerfiles are read
 * @param listener where the engine's output goes
 */
public record Site(String id, SiteSpec spec, EngineChoice choice, PlanReading reading, TaskListener listener) {}
