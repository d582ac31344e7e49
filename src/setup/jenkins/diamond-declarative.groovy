// Declarative, with a label: each branch takes an executor of its own as soon as its inputs exist. What stands behind env.
// depends on the machine; `make jenkins` sets it, in Manage Jenkins, System.
pipeline {
    agent { label 'docker' }
    // Several of these could hold all executors of the one agent, and wait for each other's.
    options { disableConcurrentBuilds() }
    stages {
        stage('Sources') {
            steps {
                sh 'cp -R "$EXAMPLES/diamond/." .' // with a repository: checkout scm
            }
        }
        stage('Image') {
            steps {
                multiStageBuild(
                    image: "multi-stage-build/${env.JOB_NAME}:${env.BUILD_NUMBER}",
                    label: 'docker',
                    buildArgs: [BASE_IMAGE: env.BASE_IMAGE],
                    engine: env.ENGINE,
                    network: env.NETWORK
                )
            }
        }
    }
}
