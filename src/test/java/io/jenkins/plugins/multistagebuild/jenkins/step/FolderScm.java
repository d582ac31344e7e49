package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.NullSCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;

/** Checks a folder of this machine out by copying it: those of the test harness do not work in a Pipeline. */
public final class FolderScm extends NullSCM {
    private final String folder;

    FolderScm(String folder) {
        this.folder = folder;
    }

    @Override
    public void checkout(
            Run<?, ?> build,
            Launcher launcher,
            FilePath workspace,
            TaskListener listener,
            File changelogFile,
            SCMRevisionState baseline)
            throws IOException, InterruptedException {
        new FilePath(new File(folder)).copyRecursiveTo(workspace);
    }

    @Override
    public SCMDescriptor<?> getDescriptor() {
        return new NullSCM().getDescriptor();
    }
}
