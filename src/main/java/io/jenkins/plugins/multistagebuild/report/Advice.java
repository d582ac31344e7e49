package io.jenkins.plugins.multistagebuild.report;

/**
 * Something that would make the image smaller or its build faster.
 *
 * @param text what to do and what it brings, for people
 */
public record Advice(String text) {
    public Advice {
        Figures.requireText(text, "advice.text");
    }
}
