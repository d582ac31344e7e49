package io.jenkins.plugins.multistagebuild.dockerfile;

/**
 * One assignment of an {@code ENV} or {@code LABEL} instruction, both sides raw: quotes and variables are still there.
 */
public record KeyValue(String key, String value) {}
