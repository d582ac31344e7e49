package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.multistagebuild.jenkins.agent.ClearAgent;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineChoice;
import io.jenkins.plugins.multistagebuild.jenkins.agent.Site;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteSpec;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SplitSources;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** Work on the agent that the step stands on. */
abstract class SiteExecution extends SplitExecution {
    private static final long serialVersionUID = 1L;

    /** How long an agent may take to come back after a restart of the controller, or where no other can do. */
    private static final long PATIENCE_MILLIS = 5 * 60_000;

    /** How long one may take to come back where another one can do its work. */
    private static final long SHORT_PATIENCE_MILLIS = 30_000;

    /** When an agent was first missed; not saved, so that every restart begins anew. */
    private transient long missedSince;

    SiteExecution(StepContext context) {
        super(context);
    }

    /** Whether the agent is there. One that stays away is an agent lost, which the branch may be retried for. */
    @Override
    boolean isReady() throws Exception {
        if (isReachable()) {
            return true;
        }
        bearWith();
        return false;
    }

    @Override
    boolean isPassing(Throwable failure) throws Exception {
        if (failure instanceof InterruptedException || !Channel.isClosedChannelException(failure) && isReachable()) {
            return false;
        }
        bearWith();
        return true;
    }

    private boolean isReachable() throws InterruptedException {
        try {
            FilePath place = workspace();
            return place != null && place.toComputer() != null;
        } catch (IOException | RuntimeException e) {
            // Pipeline's own answer for an agent that was removed is a failure of any kind.
            return false;
        }
    }

    /** Counts the time that the agent is away; an agent that stays away is lost. */
    private void bearWith() throws IOException, InterruptedException {
        Node node = getContext().get(Node.class);
        long now = System.currentTimeMillis();
        if (missedSince == 0) {
            missedSince = now;
            if (node != null) {
                log().println("Waits for " + node.getDisplayName() + " to come back.");
            }
        }
        boolean retried = split().isOutside() || !split().isHere() && split().isPlanned();
        if (node == null || now - missedSince > (retried && !isResumed() ? SHORT_PATIENCE_MILLIS : PATIENCE_MILLIS)) {
            throw new FlowInterruptedException(Result.FAILURE, false, new LostAgent(node));
        }
    }

    final PrintStream log() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class).getLogger();
    }

    final Run<?, ?> build() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    final FilePath workspace() throws IOException, InterruptedException {
        return getContext().get(FilePath.class);
    }

    final Launcher launcher() throws IOException, InterruptedException {
        return getContext().get(Launcher.class);
    }

    final EnvVars environment() throws IOException, InterruptedException {
        return getContext().get(EnvVars.class);
    }

    final SplitFolder folder() throws IOException, InterruptedException {
        return new SplitFolder(build(), split().reportId());
    }

    /** Where the call keeps its files on this agent, beside the workspace and never in it. */
    final FilePath place() throws IOException, InterruptedException {
        FilePath beside = WorkspaceList.tempDir(workspace());
        if (beside == null) {
            throw new AbortException(
                    "the workspace " + workspace() + " is the root of a file system, beside which there"
                            + " is no place for temporary files; run the build in a workspace of its own");
        }
        return beside.child("multi-stage-build-" + split().id());
    }

    /** The place of one branch. */
    final FilePath place(SplitBranch branch) throws IOException, InterruptedException {
        return place().child(branch.fileName());
    }

    /** What a call about a branch brings along. */
    final Site site(SplitBranch branch, FilePath place) throws IOException, InterruptedException {
        SplitRun split = split();
        String context = split.isHere()
                ? workspace().child(contextPath(split)).getRemote()
                : place.child("context").getRemote();
        return new Site(
                split.id(),
                spec(folder().sources(), context, place.getRemote()),
                engineChoice(),
                split.engine().reading(),
                getContext().get(TaskListener.class));
    }

    static String contextPath(SplitRun split) {
        return Objects.requireNonNullElse(split.settings().getContext(), StepDefaults.CONTEXT);
    }

    final SiteSpec spec(SplitSources sources, String context, String place) throws IOException, InterruptedException {
        return SplitSpecs.of(split(), sources, context, place);
    }

    /** The engine to use here; once the build is planned, always with the builder it is planned for. */
    final EngineChoice engineChoice() throws IOException, InterruptedException {
        SplitRun split = split();
        return new EngineChoice(
                split.isPlanned() ? split.engine().kind() : SplitSpecs.engineKind(split.settings()),
                split.isPlanned() ? split.engine().builder() : null,
                environment(),
                additions());
    }

    private Map<String, String> additions() throws IOException, InterruptedException {
        Map<String, String> additions = new HashMap<>(Map.of(ClearAgent.MARK, split().id()));
        String folder = toolFolder();
        if (folder != null) {
            additions.put("PATH", folder + ":" + environment().get("PATH", ""));
        }
        return additions;
    }

    /** Where the docker of the step's, or the surrounding {@code withTool}'s, tool installation lies on this agent. */
    private @Nullable String toolFolder() throws IOException, InterruptedException {
        String tool = Objects.requireNonNullElse(
                split().settings().getToolName(), environment().get("DOCKER_TOOL_NAME", ""));
        return tool.isEmpty()
                ? null
                : DockerTools.folder(
                        tool, getContext().get(Node.class), getContext().get(TaskListener.class), environment());
    }

    /**
     * Stashes one file.
     *
     * @param what names its content in the message of a failure
     */
    final void stash(String name, FilePath folder, String file, String what) throws IOException, InterruptedException {
        try {
            StashManager.stash(
                    build(),
                    name,
                    folder,
                    launcher(),
                    environment(),
                    getContext().get(TaskListener.class),
                    file,
                    null,
                    false,
                    false);
        } catch (IOException e) {
            if (e instanceof AbortException || Channel.isClosedChannelException(e)) {
                throw e;
            }
            AbortException told = new AbortException(what + " could not be stashed as '" + name + "': " + e.getMessage()
                    + "; make room where the stashes are kept, or configure an artifact manager that takes as much");
            told.initCause(e);
            throw told;
        }
    }

    final void unstash(String name, FilePath folder) throws IOException, InterruptedException {
        StashManager.unstash(
                build(), name, folder, launcher(), environment(), getContext().get(TaskListener.class));
    }

    /**
     * Notes that this agent is going to have something of ours, before it does.
     *
     * @param images whether that may be images as well, and not only files
     */
    final void use(boolean images) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(additions());
        Map<String, String> own = getContext().get(Computer.class).getEnvironment();
        environment().forEach((name, value) -> {
            if (SplitSpecs.matters(name) && !value.equals(own.get(name))) {
                environment.putIfAbsent(name, value);
            }
        });
        EngineUse use = new EngineUse(
                getContext().get(Node.class).getNodeName(),
                place().getRemote(),
                engineChoice().kind(),
                environment,
                images);
        if (split().uses(use)) {
            Leftovers.get().expect(build(), split().id(), List.of(use));
        }
    }
}
