package io.jenkins.plugins.multistagebuild.jenkins.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/** Reads a build's Dockerfiles in the workspace. */
public final class ReadSources extends MasterToSlaveFileCallable<SplitSources> {
    private static final long serialVersionUID = 1L;

    private final String context;
    private final @Nullable String dockerfile;
    private final LinkedHashMap<String, String> stages;
    private final @Nullable String singleStage;

    /**
     * Paths are from the workspace.
     *
     * @param context the context directory
     * @param dockerfile the Dockerfile, or null for the context's own
     * @param stages a Dockerfile per stage, or empty
     * @param singleStage a Dockerfile for the comparison, or null; a path that leads to no file is left out, since it
     *     may be an image's name
     */
    public ReadSources(
            String context, @Nullable String dockerfile, Map<String, String> stages, @Nullable String singleStage) {
        this.context = context;
        this.dockerfile = dockerfile;
        this.stages = new LinkedHashMap<>(stages);
        this.singleStage = singleStage;
    }

    @Override
    public SplitSources invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Path root = workspace.toPath();
        Path directory = root.resolve(context).normalize();
        try {
            if (!Files.isDirectory(directory)) {
                throw new BuildProblemException("the context '" + context + "' is no directory of the workspace " + root
                        + "; check out the sources first, or give the directory that the Dockerfile copies from");
            }
            List<SourceText> files = new ArrayList<>();
            for (Map.Entry<String, String> stage : stages.entrySet()) {
                files.add(read(root, directory, stage.getKey(), stage.getValue()));
            }
            if (files.isEmpty()) {
                files.add(
                        read(root, directory, null, dockerfile == null ? ownDockerfile(root, directory) : dockerfile));
            }
            boolean single = singleStage != null && Files.isRegularFile(root.resolve(singleStage));
            return new SplitSources(files, single ? read(root, directory, null, singleStage) : null);
        } catch (BuildProblemException e) {
            throw new SiteProblemException(e);
        }
    }

    /** {@code Dockerfile}, or {@code dockerfile} where there is only that; a path from the workspace. */
    private static String ownDockerfile(Path root, Path directory) {
        Path usual = directory.resolve("Dockerfile");
        Path lower = directory.resolve("dockerfile");
        return root.relativize(!Files.exists(usual) && Files.exists(lower) ? lower : usual)
                .toString();
    }

    private static SourceText read(Path root, Path directory, @Nullable String name, String path)
            throws BuildProblemException, IOException {
        Path file = root.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new BuildProblemException("no Dockerfile at '" + path + "' in the workspace " + root
                    + "; check out the sources first, or give its path from the workspace");
        }
        Path ignore = file.resolveSibling(file.getFileName() + ".dockerignore");
        return new SourceText(
                name,
                path,
                file.startsWith(directory) ? directory.relativize(file).toString() : null,
                Files.readString(file, StandardCharsets.UTF_8),
                Files.isRegularFile(ignore) ? Files.readString(ignore, StandardCharsets.UTF_8) : null);
    }
}
