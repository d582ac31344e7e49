package io.jenkins.plugins.multistagebuild.jenkins.token;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.InvisibleAction;
import hudson.model.RootAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.multistagebuild.jenkins.step.SavedBuild;
import io.jenkins.plugins.multistagebuild.jenkins.step.WithSharedJenkins;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What tokens in mails and descriptions expand to. */
@WithSharedJenkins
class ImageSizeMacroTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldTellTheFiguresOfTheOnlyCall() throws Exception {
        Run<?, ?> run = SavedBuild.create(jenkins, "movies", SavedBuild.FAILED, SavedBuild.SERVER);
        assertThat(expand(run, "It weighs ${IMAGE_SIZE} (${IMAGE_SIZE_DELTA} since ${IMAGE_SIZE_REFERENCE})."))
                .isEqualTo("It weighs 13.2 MB (+101.4 kB since #41).");
        assertThat(expand(run, "${IMAGE_SIZE_COMPRESSED} / ${IMAGE_SIZE_BASELINE} / ${IMAGE_SIZE_REDUCTION}"))
                .isEqualTo("4.4 MB / 350 MB / 96.2 %");
        assertThat(expand(run, "${IMAGE_SIZE_BUDGET} ${IMAGE_SIZE_GATE}")).isEqualTo("20 MB PASSED");
        assertThat(expand(run, "${IMAGE_SIZE_SUMMARY}"))
                .isEqualTo("13.2 MB, 96.2 % smaller than the single-stage image, +101.4 kB since #41,"
                        + " within the budget of 20 MB");
    }

    @Test
    void shouldTellPlainNumbers() throws Exception {
        Run<?, ?> run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER);
        assertThat(
                        expand(
                                run,
                                "${IMAGE_SIZE, format=\"bytes\"} ${IMAGE_SIZE_DELTA, format=\"bytes\"}"
                                        + " ${IMAGE_SIZE_REDUCTION, format=\"bytes\"} ${IMAGE_SIZE_COMPRESSED, format=\"bytes\"}"))
                .isEqualTo("13200000 101400 336810000 4400000");
        assertThat(expand(run, "${IMAGE_SIZE, format=\"MB\"}"))
                .isEqualTo("IMAGE_SIZE: the format 'MB' is not known; write format=\"human\" for sizes such as 13.2 MB,"
                        + " or format=\"bytes\" for numbers");
    }

    @Test
    void shouldTellOneOfSeveralCallsOrAllOfThem() throws Exception {
        Run<?, ?> run = SavedBuild.create(jenkins, "movies", SavedBuild.SERVER, SavedBuild.CLIENT, SavedBuild.FAILED);
        assertThat(expand(run, "${IMAGE_SIZE, id=\"client\"}")).isEqualTo("500 B");
        assertThat(expand(run, "${IMAGE_SIZE, id=\"server\"}")).isEqualTo("13.2 MB");
        assertThat(expand(run, "${IMAGE_SIZE}")).isEqualTo("Server: 13.2 MB; client: 500 B");
        for (String wrong : new String[] {"clinet", "failed"}) {
            assertThat(expand(run, "${IMAGE_SIZE, id=\"" + wrong + "\"}"))
                    .isEqualTo("no call '" + wrong + "' made an image in this build; those that did: server, client");
        }
    }

    @Test
    void shouldSayInWordsWhatIsMissing() throws Exception {
        Run<?, ?> run = SavedBuild.create(jenkins, "movies", SavedBuild.CLIENT);
        assertThat(expand(run, "${IMAGE_SIZE_COMPRESSED}")).isEqualTo("not measured");
        assertThat(expand(run, "${IMAGE_SIZE_BASELINE}")).isEqualTo("no single-stage image to compare with");
        assertThat(expand(run, "${IMAGE_SIZE_REDUCTION}")).isEqualTo("no single-stage image to compare with");
        assertThat(expand(run, "${IMAGE_SIZE_DELTA, format=\"bytes\"}")).isEqualTo("no earlier build to compare with");
        assertThat(expand(run, "${IMAGE_SIZE_REFERENCE}")).isEqualTo("no earlier build to compare with");
        assertThat(expand(run, "${IMAGE_SIZE_BUDGET}")).isEqualTo("no budget");
        assertThat(expand(run, "${IMAGE_SIZE_GATE}")).isEqualTo("INACTIVE");
        assertThat(expand(run, "${IMAGE_SIZE_SUMMARY}")).isEqualTo("500 B");
        FreeStyleBuild other = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        assertThat(TokenMacro.expand(other, TaskListener.NULL, "${IMAGE_SIZE}")).isEqualTo("no image was built");
    }

    @Test
    void shouldBeOfferedAndExplainedWhereTokensAreTyped() throws Exception {
        assertThat(TokenMacro.getAutoCompleteList("IMAGE_SIZE"))
                .containsExactlyInAnyOrder(
                        "IMAGE_SIZE",
                        "IMAGE_SIZE_COMPRESSED",
                        "IMAGE_SIZE_BASELINE",
                        "IMAGE_SIZE_REDUCTION",
                        "IMAGE_SIZE_DELTA",
                        "IMAGE_SIZE_REFERENCE",
                        "IMAGE_SIZE_BUDGET",
                        "IMAGE_SIZE_GATE",
                        "IMAGE_SIZE_SUMMARY");
        Tokens page = new Tokens();
        jenkins.jenkins.getActions().add(page);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.goTo("tokens").asNormalizedText())
                    .contains("${IMAGE_SIZE,id=\"ID\",format=\"human|bytes\"}")
                    .contains("IMAGE_SIZE_DELTA: how much larger the image is than that of the build")
                    .contains("IMAGE_SIZE_GATE: how the image did against its limits");
        } finally {
            jenkins.jenkins.getActions().remove(page);
        }
    }

    /** A page with the help of all tokens, as plugins that expand them show it. */
    public static final class Tokens extends InvisibleAction implements RootAction {
        @Override
        public String getUrlName() {
            return "tokens";
        }
    }

    private static String expand(Run<?, ?> run, String text) throws Exception {
        return TokenMacro.expand(run, null, TaskListener.NULL, text);
    }
}
