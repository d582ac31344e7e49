// Scripted: the same diamond, its branches side by side on the agent around the call. What stands behind env. depends on the
// machine; `make jenkins` sets it, in Manage Jenkins, System.
node('docker') {
    stage('Sources') {
        sh 'cp -R "$EXAMPLES/diamond/." .' // with a repository: checkout scm
    }
    stage('Image') {
        def built = multiStageBuild(
            image: "multi-stage-build/${env.JOB_NAME}:${env.BUILD_NUMBER}",
            buildArgs: [BASE_IMAGE: env.BASE_IMAGE],
            engine: env.ENGINE,
            network: env.NETWORK
        )
        built.stages.each { name, stage -> echo "${name}: ${stage.duration} ms on ${stage.agent}" }
    }
}
