package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.Units;
import io.jenkins.plugins.multistagebuild.image.ByteSize;
import io.jenkins.plugins.multistagebuild.jenkins.agent.EngineFacts;
import io.jenkins.plugins.multistagebuild.jenkins.agent.ReadEngine;
import io.jenkins.plugins.multistagebuild.jenkins.agent.ReadSources;
import io.jenkins.plugins.multistagebuild.jenkins.agent.Site;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteCalls;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SiteSpec;
import io.jenkins.plugins.multistagebuild.jenkins.agent.SplitSources;
import io.jenkins.plugins.multistagebuild.split.Plan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reads the Dockerfiles, plans the branches, and stashes the build context where branches run elsewhere. */
final class PlanExecution extends SiteExecution {
    private static final long serialVersionUID = 1L;

    private static final String CONTEXT_TAR = "context.tar";

    PlanExecution(StepContext context) {
        super(context);
    }

    @Override
    Object run() throws Exception {
        SplitRun split = split();
        if (split.isPlanned()) {
            return null;
        }
        if (!launcher().isUnix()) {
            throw new AbortException("multiStageBuild runs container engines through a POSIX shell, and the agent "
                    + environment().get("NODE_NAME") + " is no Unix; give a label whose agents are");
        }
        SplitSources sources = read(split);
        folder().write(sources);
        FilePath place = place().child("plan");
        use(false);
        String context = workspace().child(contextPath(split)).getRemote();
        SiteSpec spec = spec(sources, context, place.getRemote());
        TaskListener listener = getContext().get(TaskListener.class);
        EngineFacts facts = workspace().act(new ReadEngine(spec, engineChoice(), !split.isHere(), listener));
        Plan plan = facts.reading().plan(spec.spec());
        say(facts, plan);
        List<SplitBranch> branches = new BranchPlanner(split, plan, spec.spec()).branches();
        if (!split.isHere()) {
            Reachability.check(branches, split, build(), log());
        }
        Map<Integer, String> bases = new LinkedHashMap<>();
        plan.preparations().forEach(base -> bases.put(base.stage(), Units.stage(plan.graph(), base.stage())));
        split.planned(facts, branches, bases, split.isHere() ? null : stashContext(spec, facts, place));
        return null;
    }

    private SplitSources read(SplitRun split) throws IOException, InterruptedException {
        MultiStageBuildStep settings = split.settings();
        Map<String, String> stages = new LinkedHashMap<>();
        List<StageFile> files = settings.getStages();
        if (files != null) {
            files.forEach(stage -> stages.put(stage.getName(), stage.getDockerfile()));
        }
        return workspace()
                .act(new ReadSources(contextPath(split), settings.getDockerfile(), stages, settings.getBaseline()));
    }

    private void say(EngineFacts facts, Plan plan) throws IOException, InterruptedException {
        PrintStream log = log();
        facts.notes().forEach(log::println);
        log.println("Engine: " + facts.kind().program() + " " + facts.version() + ", builder "
                + facts.builder().name().toLowerCase(Locale.ROOT) + ".");
        long needed = plan.graph().neededNodes().size();
        long all = plan.graph().nodes().size();
        log.println("Plan: " + plan.branches().size() + " branches for " + needed + " of " + all + " stages.");
    }

    /** The name of the stash. */
    private String stashContext(SiteSpec spec, EngineFacts facts, FilePath place)
            throws IOException, InterruptedException, BuildProblemException {
        SplitRun split = split();
        Site site = new Site(
                split.id(), spec, engineChoice(), facts.reading(), getContext().get(TaskListener.class));
        boolean everything = !facts.triggering().isEmpty();
        if (everything) {
            log().println("All of the build context is sent, because ONBUILD triggers copy from it in: "
                    + String.join(", ", facts.triggering()));
        }
        place.mkdirs();
        FilePath folder = place.child("context-stash");
        folder.mkdirs();
        long bytes = place.act(new SiteCalls.PackContext(site, everything, "context-stash/" + CONTEXT_TAR));
        // With an underscore no stage's name begins.
        String name = split.reportId() + "-_context";
        stash(name, folder, CONTEXT_TAR, "the build context (" + ByteSize.format(bytes) + ")");
        log().println("Build context: " + ByteSize.format(bytes) + " in stash '" + name + "'.");
        place.deleteRecursive();
        return name;
    }
}
