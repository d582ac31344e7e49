// Runs in the Jenkins of `make jenkins` when it starts: who may log in, the agent, the demo jobs, and how it ends.

import hudson.model.Result
import hudson.model.Slave
import hudson.security.ACL
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import hudson.slaves.CommandLauncher
import hudson.slaves.DumbSlave
import hudson.slaves.EnvironmentVariablesNodeProperty
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def jenkins = Jenkins.get()
def home = jenkins.rootDir
def demo = { String name -> System.getenv('DEMO_' + name) }

// Whoever reaches the port may look, but runs nothing: builds run with the rights of the one who called make.
def realm = new HudsonPrivateSecurityRealm(false)
realm.createAccount('demo', demo('PASSWORD'))
jenkins.securityRealm = realm
jenkins.authorizationStrategy = new FullControlOnceLoggedInAuthorizationStrategy()
jenkins.authorizationStrategy.allowAnonymousRead = true

JenkinsLocationConfiguration.get().url = demo('URL')
ThemeManagerPageDecorator.get().theme = new DarkThemeSystemManagerFactory()
jenkins.globalNodeProperties.add(new EnvironmentVariablesNodeProperty(
    ['EXAMPLES', 'BUILDER_IMAGE', 'RUNTIME_IMAGE', 'BASE_IMAGE', 'ENGINE', 'NETWORK'].collect {
        new EnvironmentVariablesNodeProperty.Entry(it, demo(it) ?: '')
    }))

// A process of its own, which ends with Jenkins; on the controller nothing is built.
jenkins.numExecutors = 0
def jar = new File(home, 'agent.jar')
jar.bytes = new Slave.JnlpJar('agent.jar').readFully()
def java = new File(System.getProperty('java.home'), 'bin/java')
def agent = new DumbSlave('agent', "${home}/agent", new CommandLauncher("\"${java}\" -jar \"${jar}\"", null))
agent.numExecutors = 4
agent.labelString = 'docker linux'
jenkins.addNode(agent)

new File(demo('JOBS')).listFiles().findAll { it.name =~ /-(scripted|declarative)\.groovy$/ }.sort().each {
    def job = jenkins.createProject(WorkflowJob, it.name - '.groovy')
    job.definition = new CpsFlowDefinition(it.getText('UTF-8'), true)
    job.save()
}
jenkins.save()

// The script that started this Jenkins asks it to end with a file. Builds are aborted first, so that each clears its agent.
Thread.startDaemon('end of the demo') {
    def stop = new File(home, 'stop')
    while (!stop.exists()) {
        sleep(300)
    }
    def asSystem = ACL.as2(ACL.SYSTEM2)
    try {
        // Not by quieting down, which would pause the Pipelines before they have cleared up.
        jenkins.queue.clear()
        def running = jenkins.getAllItems(WorkflowJob).collectMany { job -> job.builds.findAll { it.building } }
        running.each { it.executor?.interrupt(Result.ABORTED) }
        for (int waits = 0; waits < 200 && running.any { it.building }; waits++) {
            sleep(300)
        }
        jenkins.cleanUp()
    } finally {
        asSystem.close()
        System.exit(0)
    }
}
