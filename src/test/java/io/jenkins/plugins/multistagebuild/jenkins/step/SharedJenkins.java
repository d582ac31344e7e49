package io.jenkins.plugins.multistagebuild.jenkins.step;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.model.View;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.tools.DockerTool;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.runner.Description;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * One Jenkins for all tests of all classes with {@link WithSharedJenkins}, since each start of one takes seconds. Jobs, views,
 * agents, executors, labels, security, tools and credentials of a test are gone before the next one; a test that changes
 * anything else has to change it back.
 */
final class SharedJenkins implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedJenkins.class);

    /** As Jenkins begins with. */
    private static final int EXECUTORS = 2;

    /** The Jenkins, from the first test to the end of all. */
    private static final class Running implements AutoCloseable {
        private final Rule rule = new Rule();

        Running() {
            try {
                rule.before();
            } catch (Throwable e) {
                throw new IllegalStateException("the Jenkins that tests share does not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            rule.after();
        }
    }

    private static final class Rule extends JenkinsRule {
        Rule() {
            testDescription = Description.createSuiteDescription(SharedJenkins.class);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        rule(context);
        // As in a Jenkins of a test's own: the test may do everything.
        ACL.as2(ACL.SYSTEM2);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Jenkins jenkins = rule(context).jenkins;
        for (TopLevelItem item : jenkins.getItems()) {
            item.delete();
        }
        for (View view : jenkins.getViews()) {
            if (!view.isDefault()) {
                jenkins.deleteView(view);
            }
        }
        for (Node node : jenkins.getNodes()) {
            jenkins.removeNode(node);
        }
        jenkins.setLabelString("");
        jenkins.setNumExecutors(EXECUTORS);
        jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.getDescriptorByType(DockerTool.DescriptorImpl.class).setInstallations();
        SystemCredentialsProvider.getInstance().getCredentials().clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(JenkinsRule.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return rule(context);
    }

    private static JenkinsRule rule(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .rule;
    }
}
