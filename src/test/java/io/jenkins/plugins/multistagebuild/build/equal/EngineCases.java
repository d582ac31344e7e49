package io.jenkins.plugins.multistagebuild.build.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds cases both ways on one engine. The split build goes first, so that no layer of the unsplit one can reach it
 * through the engine's cache. Images stay until the very end: the classic builder's cache consists of them, and a build
 * must not lose its layers to another.
 *
 * @param engine the engine with its builder
 * @param driver the driver for it
 * @param splitBuilder what is tested
 * @param name of the configuration, for people and for image names
 * @param base name of the base image
 * @param work a folder for files
 * @param traces what the builds made
 */
record EngineCases(
        TestEngine engine,
        ContainerEngine driver,
        SplitBuilder splitBuilder,
        String name,
        String base,
        Path work,
        Traces traces) {

    /** Whether outputs travel as tar files. */
    boolean travels() {
        return splitBuilder instanceof TarSplitBuilder;
    }

    /** Builds a case and tells in what the images differ. */
    List<ImageDifference> differences(EqualCase testCase, String run) throws Exception {
        Path folder = Files.createDirectories(work.resolve(name + "-" + testCase.name()));
        Path context = Files.createDirectory(folder.resolve("context"));
        createContext(testCase, context);
        String image = "equal-" + run + "-" + name + "-" + testCase.name();
        String split = image + ":split";
        String unsplit = image + ":unsplit";
        traces.tagged(split);
        traces.tagged(unsplit);
        splitBuilder.build(
                new SplitBuilder.Request(
                        driver,
                        context,
                        files(testCase, context),
                        testCase.target(),
                        testCase.args(),
                        testCase.contexts(context, base),
                        split),
                traces);
        buildUnsplit(testCase, context, unsplit);
        Path archive = folder.resolve("both.tar");
        TestEngine.Result saved = engine.run(List.of("image", "save", "-o", archive.toString(), unsplit, split));
        assertThat(saved.status()).as("docker image save: %s", saved.output()).isZero();
        try {
            return ImageDifference.between(ImageSnapshot.read(archive, unsplit), ImageSnapshot.read(archive, split));
        } finally {
            Files.delete(archive);
        }
    }

    private void createContext(EqualCase testCase, Path context) throws IOException {
        try {
            CaseContext.create(testCase, context, base);
        } catch (InvalidPathException e) {
            abort(testCase.name() + " needs file names that this Java cannot write; set LC_ALL=C.UTF-8");
        }
    }

    private static List<BuildFile> files(EqualCase testCase, Path context) throws BuildProblemException {
        if (testCase.files().isEmpty()) {
            return List.of(BuildFile.read(null, context.resolve(testCase.dockerfile())));
        }
        List<BuildFile> files = new ArrayList<>();
        for (Map.Entry<String, String> file : testCase.files().entrySet()) {
            files.add(BuildFile.read(file.getKey(), context.resolve(file.getValue())));
        }
        return files;
    }

    /**
     * Builds what is expected. A builder that runs stages which the target does not need must fail on a case that has a
     * reference (or the case proves nothing), and then gets the reference.
     */
    private void buildUnsplit(EqualCase testCase, Path context, String tag) throws IOException, InterruptedException {
        String dockerfile = testCase.dockerfile();
        @Nullable
        String reference = engine.kinds().stream()
                .map(testCase.references()::get)
                .filter(r -> r != null)
                .findFirst()
                .orElse(null);
        if (reference != null) {
            assertThat(build(testCase, context, dockerfile, tag).status())
                    .as("docker build runs the stage that must not run")
                    .isNotZero();
            dockerfile = reference;
        }
        TestEngine.Result result = build(testCase, context, dockerfile, tag);
        assertThat(result.status()).as("docker build: %s", result.output()).isZero();
    }

    private TestEngine.Result build(EqualCase testCase, Path context, String dockerfile, String tag)
            throws IOException, InterruptedException {
        TestEngine.Result result =
                UnsplitBuild.run(engine, testCase, testCase.contexts(context, base), context, dockerfile, tag);
        traces.read(result.output());
        return result;
    }
}
