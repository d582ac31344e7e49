package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import hudson.AbortException;
import hudson.model.Result;
import hudson.util.FormValidation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The defaults of the system configuration: how they are set, and what a call makes of them. */
@WithSharedJenkins
class CallDefaultsTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void forgetTheDefaults() {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        defaults.setEngine(null);
        defaults.setBudget(null);
        defaults.setQualityGates(null);
        defaults.setKeepStashes(false);
        defaults.setFullReports(0);
    }

    @Test
    void shouldChangeNothingWhereNothingIsSet() throws Exception {
        MultiStageBuildStep step = CallDefaults.settle(new MultiStageBuildStep());
        assertThat(step.getEngine()).isNull();
        assertThat(step.getBudget()).isNull();
        assertThat(step.getQualityGates()).isNull();
        assertThat(step.getKeepStashes()).isFalse();
    }

    @Test
    void shouldFillInWhatACallDoesNotSay() throws Exception {
        configure();
        MultiStageBuildStep step = CallDefaults.settle(new MultiStageBuildStep());
        assertThat(step.getEngine()).isEqualTo("podman");
        assertThat(step.getBudget()).isEqualTo("20 MB");
        assertThat(step.getQualityGates())
                .extracting(QualityGate::getMetric, QualityGate::getBaseline, QualityGate::getThreshold)
                .containsExactly(tuple("image-size", "reference-delta", "10 %"), tuple("layer-count", null, "12"));
        assertThat(step.getKeepStashes()).isTrue();
    }

    @Test
    void shouldTakeTheLimitsOfACallTogether() throws Exception {
        configure();
        MultiStageBuildStep budget = new MultiStageBuildStep();
        budget.setBudget("1 GB");
        assertThat(CallDefaults.settle(budget).getQualityGates()).isNull();
        MultiStageBuildStep gates = new MultiStageBuildStep();
        gates.setQualityGates(List.of(new QualityGate("LAYER_COUNT", "3")));
        CallDefaults.settle(gates);
        assertThat(gates.getBudget()).isNull();
        assertThat(gates.getQualityGates())
                .extracting(QualityGate::getThreshold)
                .containsExactly("3");
    }

    @Test
    void shouldSayWhereTheDefaultsAreThatSomebodySpoiltByHand() throws Exception {
        configure();
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(defaults.getId() + ".xml");
        Files.writeString(file, Files.readString(file).replace("layer-count", "layer-coun"));
        defaults.load();
        assertThatThrownBy(() -> CallDefaults.settle(new MultiStageBuildStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith(
                        "The default quality gates (Manage Jenkins, System, Multi-stage builds) make no")
                .hasMessageContaining("line 2 'layer-coun<=12': metric 'layer-coun' is not known");
    }

    @Test
    void shouldLetACallHaveItsWay() throws Exception {
        configure();
        MultiStageBuildStep step = new MultiStageBuildStep();
        step.setEngine("docker");
        step.setBudget("1 GB");
        step.setKeepStashes(false);
        CallDefaults.settle(step);
        assertThat(step.getEngine()).isEqualTo("docker");
        assertThat(step.getBudget()).isEqualTo("1 GB");
        assertThat(step.getKeepStashes()).isFalse();
    }

    @Test
    void shouldLetACallDoWithoutADefault() throws Exception {
        configure();
        MultiStageBuildStep step = new MultiStageBuildStep();
        step.setEngine("auto");
        step.setBudget("none");
        CallDefaults.settle(step);
        assertThat(step.getEngine()).isNull();
        assertThat(step.getBudget()).isNull();
        assertThat(step.getQualityGates()).isNull();
    }

    @Test
    void shouldKeepValuesThroughTheForm() throws Exception {
        configure();
        jenkins.configRoundtrip();
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        assertThat(defaults.getEngine()).isEqualTo("podman");
        assertThat(defaults.getBudget()).isEqualTo("20 MB");
        assertThat(defaults.getQualityGates()).isEqualTo("image-size@reference<=10 %\nlayer-count<=12");
        assertThat(defaults.isKeepStashes()).isTrue();
        assertThat(defaults.getFullReports()).isEqualTo(7);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlForm form = form(client);
            form.getInputByName("_.budget").setValue("");
            form.getTextAreaByName("_.qualityGates").setText("");
            form.getInputByName("_.keepStashes").setChecked(false);
            form.getInputByName("_.fullReports").setValue("");
            form.getSelectByName("_.engine").setSelectedAttribute("auto", true);
            jenkins.submit(form);
        }
        defaults.load();
        assertThat(defaults.getEngine()).isNull();
        assertThat(defaults.getBudget()).isNull();
        assertThat(defaults.getQualityGates()).isNull();
        assertThat(defaults.isKeepStashes()).isFalse();
        assertThat(defaults.getFullReports()).isZero();
    }

    @Test
    void shouldRefuseAFormThatMakesNoSense() throws Exception {
        configure();
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlForm form = form(client);
            form.getInputByName("_.budget").setValue("30 MB");
            form.getTextAreaByName("_.qualityGates").setText("image-size<=1 MB\nimage-size");
            assertThatThrownBy(() -> jenkins.submit(form))
                    .isInstanceOf(FailingHttpStatusCodeException.class)
                    .satisfies(e -> assertThat(((FailingHttpStatusCodeException) e)
                                    .getResponse()
                                    .getContentAsString())
                            .contains("qualityGates: line 2", "write it as METRIC"));
        }
        assertThat(MultiStageBuildConfiguration.get().getBudget())
                .as("nothing of it was set")
                .isEqualTo("20 MB");
    }

    @Test
    void shouldRefuseValuesThatMakeNoSense() {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        assertThatThrownBy(() -> defaults.setEngine("crane"))
                .hasMessage("engine: 'crane' is no engine; use auto, docker, podman or buildah");
        assertThatThrownBy(() -> defaults.setBudget("20 parrots"))
                .hasMessageStartingWith("budget: '20 parrots' has the unknown unit 'parrots'");
        assertThatThrownBy(() -> defaults.setFullReports(-1))
                .hasMessage("fullReports: '-1' is no whole number from 0 on");
        defaults.setEngine("Docker");
        defaults.setBudget("none");
        assertThat(defaults.getEngine()).isEqualTo("docker");
        assertThat(defaults.getBudget()).isNull();
    }

    @Test
    void shouldCheckWhatIsTypedForAdministratorsOnly() {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        assertThat(defaults.doCheckQualityGates("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(defaults.doCheckQualityGates("image-size<=1 MB\nlayer-count<=12")
                        .getMessage())
                .isEqualTo("2 gates.");
        FormValidation wrong = defaults.doCheckQualityGates("image-size\n\nlayer-count<=lots");
        assertThat(wrong.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(wrong.renderHtml()).contains("line 1", "line 3");
        assertThat(defaults.doCheckBudget("small").kind).isEqualTo(FormValidation.Kind.ERROR);
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        try (var nobody = hudson.security.ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(defaults.doCheckQualityGates("image-size").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(defaults.doCheckBudget("small").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    void shouldOfferTheDefaultInTheFormOfTheStep() {
        configure();
        MultiStageBuildDescriptor form = jenkins.jenkins.getDescriptorByType(MultiStageBuildStep.DescriptorImpl.class);
        assertThat(form.doFillEngineItems())
                .extracting(option -> option.name)
                .startsWith("(the default here: podman)", "auto: the first that answers on the agent");
        assertThat(form.doFillKeepStashesItems())
                .extracting(option -> option.name)
                .containsExactly("(the default here: kept)", "kept", "removed");
    }

    @Test
    void shouldBuildByTheDefaults() throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        defaults.setBudget("1 kB");
        defaults.setQualityGates("layer-count<=1!note");
        defaults.setEngine("docker");
        defaults.setKeepStashes(true);
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, TestPipelines.job(jenkins, "defaults", """
                node('docker') {
                    %s
                    def one = multiStageBuild id: 'one'
                    def two = multiStageBuild id: 'two', budget: 'none', engine: 'auto', keepStashes: false
                    echo "gates ${one.gateResult} ${two.gateResult}"
                    echo tm('weighs ${IMAGE_SIZE_GATE}; of one ${IMAGE_SIZE_BUDGET, id="one", format="bytes"}')
                }
                """.formatted(
                                TestPipelines.context(TestPipelines.DIAMOND))));
        jenkins.assertLogContains("over the budget of 1 kB", run);
        jenkins.assertLogContains("Layer count: 3 exceeds 1 by 2", run);
        jenkins.assertLogContains("gates FAILED INACTIVE", run);
        jenkins.assertLogContains("weighs one: FAILED; two: INACTIVE; of one 1000", run);
        assertThat(new File(run.getRootDir(), "stashes")).isDirectory();
    }

    private static void configure() {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        defaults.setEngine("podman");
        defaults.setBudget("20 MB");
        defaults.setQualityGates("image-size@reference<=10 %\r\nlayer-count<=12\r\n");
        defaults.setKeepStashes(true);
        defaults.setFullReports(7);
    }

    /** The system configuration, as soon as the choices of the engine are there. */
    private static HtmlForm form(JenkinsRule.WebClient client) throws Exception {
        HtmlPage page = client.goTo("manage/configure");
        HtmlForm form = page.getFormByName("config");
        HtmlSelect engines = form.getSelectByName("_.engine");
        for (int i = 0;
                i < 12
                        && engines.getOptionSize()
                                < List.of("auto", "docker", "podman", "buildah").size();
                i++) {
            client.waitForBackgroundJavaScript(5_000);
        }
        return form;
    }
}
