package io.jenkins.plugins.multistagebuild.report;

/**
 * A path that a stage handed on.
 *
 * @param path as the consumers' instructions name it
 * @param bytes sum of the sizes of the files at or below it
 * @param fileCount number of files at or below it, without directories
 */
public record StageOutput(String path, long bytes, long fileCount) {
    public StageOutput {
        Figures.requireText(path, "stages.outputs.path");
        Figures.requireCount(bytes, "stages.outputs.bytes");
        Figures.requireCount(fileCount, "stages.outputs.fileCount");
    }
}
