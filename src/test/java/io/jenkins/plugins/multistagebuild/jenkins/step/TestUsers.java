package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Users who may read all jobs, know of them, or do no more than enter. */
public final class TestUsers {
    private TestUsers() {}

    /**
     * Asserts that addresses answer to a user who may read the job, and to no other.
     *
     * @param url from the root of Jenkins on, for all of them
     * @param pages what follows it
     */
    public static void assertForReadersOnly(JenkinsRule jenkins, String url, List<String> pages) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "outsider", "discoverer")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        for (String page : pages) {
            assertThat(status(jenkins, "reader", url + page)).as(url + page).isEqualTo(200);
            assertThat(status(jenkins, "outsider", url + page)).as(url + page).isEqualTo(404);
            assertThat(status(jenkins, "discoverer", url + page)).as(url + page).isEqualTo(403);
        }
    }

    private static int status(JenkinsRule jenkins, String user, String url) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.withThrowExceptionOnFailingStatusCode(false).withJavaScriptEnabled(false);
            client.login(user);
            return client.getPage(new URL(jenkins.getURL(), url))
                    .getWebResponse()
                    .getStatusCode();
        }
    }
}
