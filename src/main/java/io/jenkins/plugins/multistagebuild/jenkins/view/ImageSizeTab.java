package io.jenkins.plugins.multistagebuild.jenkins.view;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.multistagebuild.jenkins.step.SplitBuildAction;
import io.jenkins.plugins.multistagebuild.jenkins.trend.JobImageSizes;
import java.util.Collection;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The tab "Image size" of a build, with a page for each call of the step in it. Who may see the build may see the tab, since
 * it is reached through the build alone.
 */
@ExportedBean
public final class ImageSizeTab extends Tab {
    private final transient Run<?, ?> run;

    ImageSizeTab(Run<?, ?> run) {
        super(run);
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public String getIconFileName() {
        return "symbol-cube";
    }

    @Override
    public String getDisplayName() {
        return Messages.ImageSizeTab_displayName();
    }

    @Override
    public String getUrlName() {
        return JobImageSizes.URL;
    }

    /** The calls of the step that made an image, in their order. */
    @Exported(inline = true)
    public List<ImageSizeCall> getCalls() {
        return run.getActions(SplitBuildAction.class).stream()
                .filter(action -> action.getImage() != null)
                .map(action -> new ImageSizeCall(run, action))
                .toList();
    }

    /** The only call, or null if there are several: then each has a page of its own below this one. */
    public @Nullable ImageSizeCall getOnlyCall() {
        List<ImageSizeCall> calls = getCalls();
        return calls.size() == 1 ? calls.get(0) : null;
    }

    /** The page of one call; Stapler asks for the next part of the path. */
    public @Nullable ImageSizeCall getDynamic(String id) {
        return getCalls().stream()
                .filter(call -> call.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    public Api getApi() {
        return new Api(this);
    }

    /** Gives the tab to every build with a call that made an image. */
    @Extension
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<ImageSizeTab> actionType() {
            return ImageSizeTab.class;
        }

        @Override
        public Collection<ImageSizeTab> createFor(Run target) {
            ImageSizeTab tab = new ImageSizeTab(target);
            return tab.getCalls().isEmpty() ? List.of() : List.of(tab);
        }
    }
}
