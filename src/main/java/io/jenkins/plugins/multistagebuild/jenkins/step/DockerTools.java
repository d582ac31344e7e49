package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolInstallation;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.tools.DockerTool;
import org.jspecify.annotations.Nullable;

/** Docker as a tool installation of Jenkins. */
final class DockerTools {
    private DockerTools() {}

    /**
     * The folder of its program on an agent, which may be installed there for it.
     *
     * @return null if the program is the one on the agent's PATH
     */
    static @Nullable String folder(String name, Node node, TaskListener listener, EnvVars environment)
            throws IOException, InterruptedException {
        ToolInstallation[] tools = Jenkins.get()
                .getDescriptorByType(DockerTool.DescriptorImpl.class)
                .getInstallations();
        if (Arrays.stream(tools).noneMatch(tool -> tool.getName().equals(name))) {
            String known = Arrays.stream(tools).map(ToolInstallation::getName).collect(Collectors.joining(", "));
            throw new AbortException("toolName: there is no Docker installation '" + name + "'; "
                    + (known.isEmpty() ? "none is configured" : "there are: " + known)
                    + " (Manage Jenkins, Tools)");
        }
        String program = DockerTool.getExecutable(name, node, listener, environment);
        int slash = program.lastIndexOf('/');
        return slash < 0 ? null : program.substring(0, slash);
    }
}
