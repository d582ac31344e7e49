package io.jenkins.plugins.multistagebuild.report;

/**
 * The container engine that built an image.
 *
 * @param name {@code docker}, {@code podman} or {@code buildah}
 * @param version of the engine
 * @param builder {@code buildkit}, {@code classic} or {@code buildah}
 */
public record Engine(String name, String version, String builder) {
    public Engine {
        Figures.requireText(name, "engine.name");
        Figures.requireText(version, "engine.version");
        Figures.requireText(builder, "engine.builder");
    }
}
