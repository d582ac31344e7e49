package io.jenkins.plugins.multistagebuild.jenkins.step;

import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.openqa.selenium.By;

/** The branches of a build where people look for them: in pipeline-graph-view. */
@WithSharedJenkins
class BranchesBrowserTest {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 800;

    @TempDir
    private Path profile;

    @Test
    void shouldShowOneBranchPerStage(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        TestPipelines.agent(jenkins, "two", "docker", 1, "26");
        try (TestBrowser browser = TestBrowser.start(jenkins, profile)) {
            WorkflowRun run = jenkins.buildAndAssertSuccess(
                    TestPipelines.job(jenkins, "diamond", """
                    node('built-in') {
                        stage('Sources') {
                            %s
                        }
                        stage('Image') {
                            multiStageBuild image: 'branches:1', label: 'docker'
                        }
                    }
                    """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
            browser.open(run.getUrl(), "light", WIDTH, HEIGHT);
            // Room for all branches, as a user makes it with the mouse.
            browser.run("localStorage.setItem('layout.stageViewHeight', '300')");
            for (String scheme : List.of("light", "dark")) {
                browser.open(run.getUrl() + "stages/", scheme, WIDTH, HEIGHT);
                for (String stage : List.of("Sources", "Image", "left", "right", "stage-3")) {
                    browser.see(By.xpath("//*[normalize-space(text())='" + stage + "']"));
                }
                browser.see(By.xpath("//*[contains(@class, 'pgv-tree-item__name') and contains(., 'left')]"))
                        .click();
                browser.see(By.xpath("//*[contains(., 'fetch inputs')]"));
                browser.run("scrollTo(0, 0)");
                browser.photograph("branches-" + scheme);
            }
            browser.assertNoErrors();
        }
    }
}
