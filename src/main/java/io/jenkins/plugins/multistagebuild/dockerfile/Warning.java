package io.jenkins.plugins.multistagebuild.dockerfile;

/** Something legal that is probably not meant, or that a later front end will refuse. */
public record Warning(SourceRange range, String message) {}
