package io.jenkins.plugins.multistagebuild.report;

/** What a gate that is not passed means for the build, in the words of Jenkins' plugins for coverage and warnings. */
public enum Criticality {
    /** The stage of the Pipeline is marked unstable, the build goes on and stays as it is. */
    NOTE,
    /** The build is unstable. */
    UNSTABLE,
    /** The stage of the Pipeline is marked as failed, the build goes on and stays as it is. */
    ERROR,
    /** The build has failed. */
    FAILURE
}
