package io.jenkins.plugins.multistagebuild.split;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.dockerfile.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build stage with everything it depends on resolved.
 *
 * @param index its number in the graph; with one Dockerfile this is the number that {@code COPY --from} uses
 * @param name its name in lower case, or null
 * @param fileIndex which of the build's files it stands in, from 0
 * @param file that file
 * @param stage the stage as parsed
 * @param base what it starts from
 * @param platform the expanded {@code --platform} of its FROM, or null
 * @param inputs the stages whose files it takes, by stage and kind
 * @param images the images whose files it takes, in order, without repeats
 * @param context the paths it takes from the build context
 * @param contexts the named contexts whose files it takes, in order, without repeats
 * @param triggers whether an ONBUILD instruction waits in it for the stages that build on it
 */
public record StageNode(
        int index,
        @Nullable String name,
        int fileIndex,
        Dockerfile file,
        Stage stage,
        Base base,
        @Nullable String platform,
        List<Input> inputs,
        List<String> images,
        List<SourcePath> context,
        List<String> contexts,
        boolean triggers) {

    public StageNode {
        inputs = List.copyOf(inputs);
        images = List.copyOf(images);
        context = List.copyOf(context);
        contexts = List.copyOf(contexts);
    }

    /** The path of its Dockerfile, as the user gave it. */
    public String fileName() {
        return file.fileName();
    }

    /** The line of its FROM, from 1. */
    public int firstLine() {
        return stage.range().startLine();
    }

    /** The last line of its last instruction, heredocs included. */
    public int lastLine() {
        return stage.range().endLine();
    }

    /** The name to show: the stage's own, or {@code stage-N} as BuildKit prints for one without. */
    public String displayName() {
        return name != null ? name : "stage-" + index;
    }
}
