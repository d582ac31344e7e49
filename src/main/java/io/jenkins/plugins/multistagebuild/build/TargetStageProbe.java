package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.BuildRequest;
import io.jenkins.plugins.multistagebuild.container.Builder;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import io.jenkins.plugins.multistagebuild.container.ImageInfo;
import io.jenkins.plugins.multistagebuild.container.OutputListener;
import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds out whether the builder fills the ARG TARGETSTAGE by itself, by having it build one. No version tells: BuildKit
 * does so since 0.17, and a syntax directive brings a front end of any age. Where it does not, setting the ARG would
 * give it a value that the unsplit build does not have.
 *
 * @see <a href="https://github.com/moby/buildkit/pull/5431">moby/buildkit#5431</a>
 */
final class TargetStageProbe {
    /** The ARG. */
    static final String NAME = "TARGETSTAGE";

    private static final String PROBE = "FROM scratch AS filled\nARG " + NAME + "\nENV PROBE=$" + NAME + "\n";

    private final ContainerEngine engine;
    private final TemporaryImages images;
    private final WorkFolder folder;
    private final Map<String, Boolean> known = new HashMap<>();

    TargetStageProbe(ContainerEngine engine, TemporaryImages images, WorkFolder folder) {
        this.engine = engine;
        this.images = images;
        this.folder = folder;
    }

    /** Whether it matters to this file, and the builder fills it. */
    synchronized boolean isFilledFor(Dockerfile file) throws BuildProblemException, InterruptedException {
        if (engine.builder() != Builder.BUILDKIT || !file.text().contains(NAME)) {
            return false;
        }
        String syntax = file.directives().stream()
                .filter(directive -> directive.name().equals("syntax"))
                .map(directive -> "# syntax=" + directive.value() + "\n")
                .collect(Collectors.joining());
        Boolean filled = known.get(syntax);
        if (filled == null) {
            filled = isFilled(syntax + PROBE);
            known.put(syntax, filled);
        }
        return filled;
    }

    private boolean isFilled(String text) throws BuildProblemException, InterruptedException {
        String image = images.name("probe");
        engine.build(
                BuildRequest.of(folder.emptyContext(), folder.write("probe", text))
                        .withTag(image)
                        .withLabels(images.labels()),
                OutputListener.SILENT);
        ImageInfo info = engine.inspect(image);
        return info != null && info.environment().contains("PROBE=filled");
    }
}
