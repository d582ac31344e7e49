package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.FileTree;
import io.jenkins.plugins.multistagebuild.image.ImageArchive;
import io.jenkins.plugins.multistagebuild.image.ImageFile;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import io.jenkins.plugins.multistagebuild.split.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks into the image of a stage's outputs: how many bytes and files lie at each path that is handed on. */
final class OutputListing {
    private OutputListing() {}

    static List<StageOutput> of(Path archive, List<Output> outputs) throws BuildProblemException {
        try (ImageArchive opened = ImageArchive.open(archive)) {
            FileTree files = opened.image().files();
            List<StageOutput> listed = new ArrayList<>();
            for (Output output : outputs) {
                long bytes = 0;
                long count = 0;
                for (ImageFile file : files.entries()) {
                    if (file.type() != ImageFile.Type.DIRECTORY && output.holds(file.path())) {
                        bytes += file.bytes();
                        count++;
                    }
                }
                listed.add(new StageOutput(output.path(), bytes, count));
            }
            return listed;
        } catch (IOException e) {
            throw new BuildProblemException("cannot read " + archive + ": " + e.getMessage(), e);
        }
    }
}
