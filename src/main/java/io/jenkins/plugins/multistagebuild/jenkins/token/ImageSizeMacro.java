package io.jenkins.plugins.multistagebuild.jenkins.token;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.tokenmacro.DataBoundTokenMacro;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${IMAGE_SIZE}} and its relatives, see {@link SizeToken}: the figures of a build's images, from what the build itself
 * remembers. Where a build has several calls of the step, {@code id} names the one that is meant; without it, each of them is
 * told with its name in front. What is missing or wrong is told in words.
 */
@Extension(optional = true)
public final class ImageSizeMacro extends DataBoundTokenMacro {
    private static final String HUMAN = "human";
    private static final String BYTES = "bytes";

    private @Nullable String id;
    private String format = HUMAN;

    /** The call of the step that is meant. */
    @Parameter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** {@code human} for figures such as {@code 13.2 MB}, {@code bytes} for plain numbers. */
    @Parameter
    public void setFormat(String format) {
        this.format = Util.fixNull(format);
    }

    @Override
    public boolean acceptsMacroName(String name) {
        return getAcceptedMacroNames().contains(name);
    }

    @Override
    public List<String> getAcceptedMacroNames() {
        return Arrays.stream(SizeToken.values()).map(SizeToken::name).toList();
    }

    @Override
    public String evaluate(AbstractBuild<?, ?> build, TaskListener listener, String name) {
        return evaluate(build, null, listener, name);
    }

    @Override
    public String evaluate(Run<?, ?> run, @Nullable FilePath workspace, TaskListener listener, String name) {
        boolean plain = format.equals(BYTES);
        if (!plain && !format.equals(HUMAN)) {
            // In the text itself: of a failure, the macros' plugin tells no more than that there was one.
            return Messages.ImageSizeMacro_format(name, format);
        }
        List<SplitBuildAction> calls = run.getActions(SplitBuildAction.class).stream()
                .filter(call -> call.getImage() != null)
                .toList();
        if (calls.isEmpty()) {
            return Messages.ImageSizeMacro_noImage();
        }
        SizeToken token = SizeToken.valueOf(name);
        if (id != null) {
            return calls.stream()
                    .filter(call -> call.getId().equals(id))
                    .findFirst()
                    .map(call -> token.text(call, plain))
                    .orElseGet(() -> Messages.ImageSizeMacro_noCall(id, ids(calls)));
        }
        return calls.size() == 1
                ? token.text(calls.get(0), plain)
                : calls.stream()
                        .map(call -> call.getName() + ": " + token.text(call, plain))
                        .collect(Collectors.joining("; "));
    }

    private static String ids(List<SplitBuildAction> calls) {
        return calls.stream().map(SplitBuildAction::getId).collect(Collectors.joining(", "));
    }
}
