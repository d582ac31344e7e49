// Scripted: what the step returns, and a file out of the stash of a stage. What stands behind env. depends on the machine;
// `make jenkins` sets it, in Manage Jenkins, System.
node('docker') {
    stage('Sources') {
        sh 'cp -R "$EXAMPLES/movies/." .' // with a repository: checkout scm
    }
    def built
    stage('Image') {
        built = multiStageBuild(
            image: "multi-stage-build/${env.JOB_NAME}:${env.BUILD_NUMBER}",
            baseline: 'Dockerfile.singlestage',
            buildArgs: [BUILDER_IMAGE: env.BUILDER_IMAGE, RUNTIME_IMAGE: env.RUNTIME_IMAGE],
            engine: env.ENGINE,
            network: env.NETWORK
        )
    }
    stage('Result') {
        echo "${built} has ${built.uncompressedSize} bytes, ${built.reduction} % less than with a single stage"
        echo "stage build took ${built.stages['build'].duration} ms on ${built.stages['build'].agent}"
        unstash built.stages['build'].stash
        sh 'tar xf build.tar && ls -l out/movies'
    }
}
