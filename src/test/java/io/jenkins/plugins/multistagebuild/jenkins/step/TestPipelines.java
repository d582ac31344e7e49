package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.Slave;
import hudson.slaves.DumbSlave;
import hudson.slaves.RetentionStrategy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines and agents of the tests. */
public final class TestPipelines {
    /** Four stages: two that run side by side on a shared base, and the image of what both made. */
    public static final String DIAMOND = """
            FROM %1$s AS tools
            RUN echo tools > /tool
            FROM tools AS left
            COPY greeting /greeting
            RUN mkdir -p /out && cat /greeting /tool > /out/left
            FROM tools AS right
            RUN mkdir -p /out && echo right > /out/right && chown 7:8 /out/right && chmod 4750 /out/right
            FROM %1$s
            COPY --from=left /out/left /app/
            COPY --from=right /out/right /app/
            CMD ["cat", "/app/left"]
            """.formatted(TestEngines.BASE);

    private TestPipelines() {}

    /** An agent whose docker is one of the engines of the tests. */
    public static Slave agent(JenkinsRule jenkins, String name, String labels, int executors, String docker)
            throws Exception {
        return agent(jenkins, name, labels, executors, TestEngines.environment(docker));
    }

    /** An agent that sees these variables. */
    static Slave agent(JenkinsRule jenkins, String name, String labels, int executors, EnvVars environment)
            throws Exception {
        // Not JenkinsRule's own way: what changes the number of executors later changes the node alone, not its
        // computer.
        File folder = new File(jenkins.jenkins.getRootDir(), "agent-work-dirs/" + name);
        EnvVars process = new EnvVars(environment);
        process.put("JAVA_TOOL_OPTIONS", String.join(" ", TestAgents.SHORT_LIVED));
        Slave agent = new DumbSlave(name, folder.getPath(), jenkins.createComputerLauncher(process));
        agent.setLabelString(labels);
        agent.setNumExecutors(executors);
        agent.setRetentionStrategy(RetentionStrategy.NOOP);
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
        return agent;
    }

    /** A Pipeline in the sandbox. */
    public static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Pipeline steps that lay down a build context of a Dockerfile and a file named greeting. */
    public static String context(String dockerfile) {
        return "writeFile file: 'Dockerfile', text: '''" + dockerfile + "'''\n"
                + "writeFile file: 'greeting', text: 'hello'\n";
    }

    /** Sources with a Jenkinsfile and the diamond. */
    public static FolderScm sources(Path folder, String jenkinsfile) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(sources.resolve("Jenkinsfile"), jenkinsfile);
        Files.writeString(sources.resolve("Dockerfile"), DIAMOND);
        Files.writeString(sources.resolve("greeting"), "hello");
        return new FolderScm(sources.toString());
    }

    /** What of ours is still in an agent's workspaces, beside them, or in the build's folder on the controller. */
    public static List<String> leftFiles(Slave agent, Run<?, ?> run) {
        List<String> left = leftFiles(agent.getRemoteFS());
        File stashes = new File(run.getRootDir(), "stashes");
        if (stashes.exists()) {
            left.add(stashes.getPath());
        }
        return left;
    }

    /** What of ours is still in an agent's workspaces or beside them. */
    public static List<String> leftFiles(String agent) {
        List<String> left = new ArrayList<>();
        collect(new File(agent), left);
        return left;
    }

    private static void collect(File folder, List<String> left) {
        File[] files = folder.listFiles();
        for (File file : files == null ? new File[0] : files) {
            if (file.getName().startsWith("multi-stage-build-")) {
                left.add(file.getPath());
            } else if (file.isDirectory()) {
                collect(file, left);
            }
        }
    }
}
