package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.container.ImageName;
import java.io.IOException;
import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.cps.CpsScript;
import org.jenkinsci.plugins.workflow.cps.CpsStepContext;
import org.jenkinsci.plugins.workflow.cps.CpsThread;
import org.jenkinsci.plugins.workflow.cps.GroovySourceFileAllowlist;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code multiStageBuild}: its body is a script of our own that only sequences steps, so that the branches are a
 * native {@code parallel} and survive a restart like one. Nothing of the user's ever becomes text of the script.
 */
final class MultiStageBuildExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final String SCRIPT = "SplitScript";

    private final MultiStageBuildStep settings;
    private @Nullable BodyExecution body;

    MultiStageBuildExecution(StepContext context, MultiStageBuildStep settings) {
        super(context);
        this.settings = settings;
    }

    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        String image = settings.getImage() == null ? defaultImage(run) : settings.getImage();
        check(image, run);
        boolean inNode = getContext().get(FilePath.class) != null;
        String reportId = SplitBuildAction.begin(run, settings.getId(), Boolean.TRUE.equals(settings.getKeepStashes()));
        SplitRun split = new SplitRun(settings, reportId, image, inNode);
        CpsStepContext cps = (CpsStepContext) getContext();
        CpsThread thread = CpsThread.current();
        body = cps.newBodyInvoker(thread.getGroup().export(script(thread, split)), true)
                .withContext(split)
                .withCallback(new Ended(reportId))
                .start();
        return false;
    }

    private void check(String image, Run<?, ?> run) throws AbortException {
        try {
            ImageName.require("image", image);
            StepLimits.of(settings, run);
            SplitSpecs.engineKind(settings);
        } catch (BuildProblemException e) {
            throw new AbortException(e.getMessage());
        }
        String id = settings.getId();
        if (id != null) {
            // It becomes the name of a folder and of stashes.
            FormValidation checked = StepFormRules.id(id);
            if (checked.kind == FormValidation.Kind.ERROR) {
                throw new AbortException("id: " + checked.getMessage());
            }
        }
        if (settings.getJobs() < 0 || settings.getRetries() < 0) {
            throw new AbortException("jobs and retries count from 0, and they are " + settings.getJobs() + " and "
                    + settings.getRetries());
        }
    }

    /** The job's full name and the build's number, with every run of other characters made one dash. */
    static String defaultImage(Run<?, ?> run) {
        StringBuilder name = new StringBuilder();
        for (String part :
                run.getParent().getFullName().toLowerCase(Locale.ROOT).split("/", -1)) {
            String valid =
                    part.replaceAll("%2f", "-").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            if (!valid.isEmpty()) {
                name.append(name.isEmpty() ? "" : "/").append(valid);
            }
        }
        return (name.isEmpty() ? "image" : name) + ":" + run.getNumber();
    }

    private static CpsScript script(CpsThread thread, SplitRun split) throws ReflectiveOperationException {
        // Loaded, not parsed: what is parsed would come back in the sandbox after a restart.
        Class<?> type = Objects.requireNonNull(thread.getExecution().getTrustedShell())
                .getClassLoader()
                .loadClass(MultiStageBuildExecution.class.getPackageName() + "." + SCRIPT);
        CpsScript script = (CpsScript) type.getDeclaredConstructor().newInstance();
        // A field, since a body takes no arguments and a script's binding does not survive a restart.
        type.getField("split").set(script, split);
        return script;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (body == null) {
            super.stop(cause);
        } else {
            body.cancel(cause);
        }
    }

    /** Notes the end of the call, and passes its result or failure on. */
    private static final class Ended extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final String reportId;

        Ended(String reportId) {
            this.reportId = reportId;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            end(context);
            context.onSuccess(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            end(context);
            context.onFailure(failure);
        }

        private void end(StepContext context) {
            try {
                SplitBuildAction.end(context.get(Run.class), reportId);
            } catch (IOException | InterruptedException e) {
                // The build itself could not be saved then, which says so by itself.
                return;
            }
        }
    }

    /** Lets Pipeline load the script, and nothing else of this plugin, as trusted code. */
    @Extension
    public static final class Allow extends GroovySourceFileAllowlist {
        private final String script = String.valueOf(location());

        private static @Nullable URL location() {
            return MultiStageBuildExecution.class.getResource(SCRIPT + ".groovy");
        }

        @Override
        public boolean isAllowed(String url) {
            return url.equals(script);
        }
    }
}
