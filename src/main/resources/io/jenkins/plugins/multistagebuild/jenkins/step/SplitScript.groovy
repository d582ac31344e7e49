package io.jenkins.plugins.multistagebuild.jenkins.step

// The body of multiStageBuild. It only puts steps in order; every decision is made in Java. It runs outside of the sandbox,
// so nothing of the user's may become part of its text, or of a shell's.

@groovy.transform.Field public SplitRun split

// Runs the command whose words lie in the file 'command', each ended by a zero byte, with the file 'input' as its input;
// what it prints goes to the log and to the file 'output'. The first line keeps the shell from repeating all this.
@groovy.transform.Field public String runCommand = '''#!/bin/sh
cd "$MULTI_STAGE_BUILD_FOLDER" || exit
{
    xargs -0 sh -c '"$@" <input 2>&1; echo $? >status' sh <command
} | tee -a output
exit "$(cat status)"
'''

try {
    if (split.outside) {
        retry(count: split.attempts, conditions: [agent(), nonresumable()]) {
            node(split.label) {
                checkout scm
                multiStageBuildPhase(phase: 'PLAN')
            }
        }
    } else {
        multiStageBuildPhase(phase: 'PLAN')
    }
    def branches = [:]
    for (int i = 0; i < split.branches.size(); i++) {
        SplitBranch branch = split.branches.get(i)
        branches[branch.name] = { runBranch(branch) }
    }
    branches.failFast = split.failFast
    parallel branches
    return multiStageBuildPhase(phase: 'FINISH')
} finally {
    multiStageBuildPhase(phase: 'RELEASE')
}

def runBranch(SplitBranch branch) {
    try {
        multiStageBuildPhase(phase: 'AWAIT', stage: branch.stage, name: branch.name)
        if (split.here) {
            attempt(branch)
        } else {
            retry(count: split.attempts, conditions: [agent(), nonresumable()]) {
                node(branch.label) {
                    attempt(branch)
                }
            }
        }
    } catch (Throwable e) {
        split.failed(branch)
        throw e
    }
}

def attempt(SplitBranch branch) {
    if (split.registryUrl != null || split.registryCredentialsId != null) {
        withDockerRegistry(url: split.registryUrl, credentialsId: split.registryCredentialsId, toolName: split.toolName) {
            buildBranch(branch)
        }
    } else {
        buildBranch(branch)
    }
}

def buildBranch(SplitBranch branch) {
    try {
        def command = multiStageBuildPhase(phase: 'PREPARE', stage: branch.stage, name: branch.name)
        while (command != null) {
            int status
            withEnv(['MULTI_STAGE_BUILD_FOLDER=' + command.folder]) {
                status = sh(script: runCommand, label: command.label, returnStatus: true, encoding: 'UTF-8')
            }
            command = multiStageBuildPhase(phase: 'COLLECT', stage: branch.stage, name: branch.name, status: status)
        }
    } finally {
        multiStageBuildPhase(phase: 'CLEAR', stage: branch.stage, name: branch.name)
    }
}
