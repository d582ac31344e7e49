package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.image.ImageArchive;
import io.jenkins.plugins.multistagebuild.image.ImageFile;
import io.jenkins.plugins.multistagebuild.report.StageOutput;
import io.jenkins.plugins.multistagebuild.split.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in the image of a stage's outputs.
 *
 * @param outputs bytes and files at each path that is handed on
 * @param bytes all of them, counting once what lies at several of the paths
 */
record OutputListing(List<StageOutput> outputs, long bytes) {
    OutputListing {
        outputs = List.copyOf(outputs);
    }

    static OutputListing of(Path archive, List<Output> outputs) throws BuildProblemException {
        try (ImageArchive opened = ImageArchive.open(archive)) {
            List<ImageFile> files = opened.image().files().entries().stream()
                    .filter(file -> file.type() != ImageFile.Type.DIRECTORY)
                    .toList();
            List<StageOutput> listed = new ArrayList<>();
            List<OutputFiles> handedOn = outputs.stream().map(OutputFiles::of).toList();
            for (OutputFiles some : handedOn) {
                List<ImageFile> held =
                        files.stream().filter(file -> some.hold(file.path())).toList();
                listed.add(new StageOutput(some.output().path(), bytes(held.stream()), held.size()));
            }
            Stream<ImageFile> all =
                    files.stream().filter(file -> handedOn.stream().anyMatch(some -> some.hold(file.path())));
            return new OutputListing(listed, bytes(all));
        } catch (IOException e) {
            throw new BuildProblemException("cannot read " + archive + ": " + e.getMessage(), e);
        }
    }

    private static long bytes(Stream<ImageFile> files) {
        return files.mapToLong(ImageFile::bytes).sum();
    }
}
