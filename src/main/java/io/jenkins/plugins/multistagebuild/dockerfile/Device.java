package io.jenkins.plugins.multistagebuild.dockerfile;

/** A device that a {@code RUN --device} asks for. */
public record Device(String name, boolean required, SourceRange range) {}
