// Declarative: the branches run on the agent of the Pipeline. What stands behind env. depends on the machine; `make jenkins`
// sets it, in Manage Jenkins, System.
pipeline {
    agent { label 'docker' }
    stages {
        stage('Sources') {
            steps {
                sh 'cp -R "$EXAMPLES/movies/." .' // with a repository: checkout scm
            }
        }
        stage('Image') {
            steps {
                multiStageBuild(
                    image: "multi-stage-build/${env.JOB_NAME}:${env.BUILD_NUMBER}",
                    baseline: 'Dockerfile.singlestage',
                    budget: '20 MB',
                    buildArgs: [BUILDER_IMAGE: env.BUILDER_IMAGE, RUNTIME_IMAGE: env.RUNTIME_IMAGE],
                    engine: env.ENGINE,
                    network: env.NETWORK
                )
            }
        }
    }
}
