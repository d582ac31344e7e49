package io.jenkins.plugins.multistagebuild.jenkins.step;

import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.model.View;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.runner.Description;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * One Jenkins for all tests of a class, since each start of one takes seconds. Jobs, views, agents and security of a test
 * are gone before the next one; a test that changes anything else has to change it back.
 */
public final class SharedJenkins implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedJenkins.class);

    private static final class Rule extends JenkinsRule {
        Rule(Class<?> tests) {
            testDescription = Description.createTestDescription(tests, "all tests", tests.getAnnotations());
        }

        @Override
        public void recipe() throws Exception {
            // As in a Jenkins of a test's own: the test may do everything.
            ACL.as2(ACL.SYSTEM2);
            super.recipe();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        JenkinsRule rule = new Rule(context.getRequiredTestClass());
        try {
            rule.before();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        context.getStore(NAMESPACE).put(Rule.class, rule);
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
        jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        JenkinsRule rule = context.getStore(NAMESPACE).remove(Rule.class, Rule.class);
        if (rule != null) {
            rule.after();
        }
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
        return context.getStore(NAMESPACE).get(Rule.class, Rule.class);
    }
}
