package io.jenkins.plugins.multistagebuild.report;

/**
 * The program that wrote a report.
 *
 * @param name of the program
 * @param version of the program
 */
public record Generator(String name, String version) {
    public Generator {
        Figures.requireText(name, "generator.name");
        Figures.requireText(version, "generator.version");
    }
}
