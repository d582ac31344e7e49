package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.jenkins.plugins.multistagebuild.container.EngineKind;
import java.net.URL;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.codehaus.groovy.runtime.MethodClosure;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.Converter;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** From the form to a snippet, and from a snippet to the step. */
@WithSharedJenkins
class SnippetGeneratorTest {
    /** Parameters whose fields appear when one is added. */
    private static final Set<String> REPEATED = Set.of("stages", "qualityGates");

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void shouldShortenTheDefaultsToNothing() throws Exception {
        assertRoundTrip(new MultiStageBuildStep(), "multiStageBuild()");
        MultiStageBuildStep defaults = new MultiStageBuildStep();
        defaults.setContext(".");
        defaults.setBaseline("auto");
        defaults.setStages(List.of());
        defaults.setBuildArgs(Map.of());
        defaults.setLabels(Map.of());
        defaults.setFailFast(true);
        defaults.setRetries(2);
        defaults.setImage(" ");
        assertRoundTrip(defaults, "multiStageBuild()");
    }

    /** They are said against what the system configuration may say. */
    @Test
    void shouldWriteDefaultsThatAreSaid() throws Exception {
        MultiStageBuildStep step = new MultiStageBuildStep();
        step.setBudget("none");
        step.setEngine("auto");
        step.setKeepStashes(false);
        assertRoundTrip(step, "multiStageBuild budget: 'none', engine: 'auto', keepStashes: false");
    }

    @Test
    void shouldWriteMaps() throws Exception {
        MultiStageBuildStep one = new MultiStageBuildStep();
        one.setBuildArgs(Map.of("A", "1"));
        assertRoundTrip(one, "multiStageBuild(buildArgs: [A: '1'])");
        MultiStageBuildStep two = new MultiStageBuildStep();
        two.setImage("movies:1");
        two.setLabels(ordered("build", "docker && big", "stage-2", "docker"));
        assertRoundTrip(
                two, "multiStageBuild image: 'movies:1', labels: [build: 'docker && big', 'stage-2': 'docker']");
    }

    @Test
    void shouldWriteADockerfilePerStage() throws Exception {
        MultiStageBuildStep step = new MultiStageBuildStep();
        step.setStages(List.of(new StageFile("build", "Dockerfile.build"), new StageFile("run", "Dockerfile.run")));
        assertRoundTrip(
                step,
                "multiStageBuild(stages: [[dockerfile: 'Dockerfile.build', name: 'build'],"
                        + " [dockerfile: 'Dockerfile.run', name: 'run']])");
    }

    @Test
    void shouldWriteQualityGates() throws Exception {
        MultiStageBuildStep step = new MultiStageBuildStep();
        QualityGate limit = new QualityGate("IMAGE_SIZE", "20 MB");
        limit.setBaseline("PROJECT");
        limit.setCriticality("UNSTABLE");
        step.setQualityGates(List.of(limit, gate()));
        assertRoundTrip(
                step,
                "multiStageBuild(qualityGates: [[metric: 'IMAGE_SIZE', threshold: '20 MB'],"
                        + " [baseline: 'REFERENCE_DELTA', criticality: 'FAILURE', metric: 'STAGE_SIZE',"
                        + " minimumChange: '1 MB', stage: 'build', threshold: '10 %']])");
    }

    @Test
    void shouldWriteEveryParameter() throws Exception {
        String snippet = Snippetizer.object2Groovy(full());
        for (DescribableParameter parameter :
                DescribableModel.of(MultiStageBuildStep.class).getParameters()) {
            assertThat(snippet).contains(parameter.getName() + ": ");
        }
        assertRoundTrip(full(), snippet);
    }

    @Test
    void shouldTakeWhatGroovyScriptsPass() throws Exception {
        MultiStageBuildStep step =
                evaluate("def n = 7\nmultiStageBuild(image: \"movies:${n}\", buildArgs: [A: n, B: \"x${n}\"],"
                        + " retries: 0, failFast: false)");
        assertThat(step.getImage()).isEqualTo("movies:7");
        assertThat(step.getBuildArgs()).containsExactly(Map.entry("A", "7"), Map.entry("B", "x7"));
        assertThat(step.getRetries()).isZero();
        assertThat(step.isFailFast()).isFalse();
    }

    @Test
    void shouldPassDeclarativeValidation() throws Exception {
        String pipeline = """
                pipeline {
                    agent { label 'docker' }
                    stages {
                        stage('Image') {
                            steps {
                                %s
                            }
                        }
                    }
                }
                """;
        assertThat(Converter.scriptToPipelineDef(pipeline.formatted("multiStageBuild()")))
                .isNotNull();
        assertThat(Converter.scriptToPipelineDef(pipeline.formatted(Snippetizer.object2Groovy(full()))))
                .isNotNull();
        assertThat(Converter.scriptToPipelineDef(
                        pipeline.formatted("multiStageBuild image: \"movies:${env.BUILD_NUMBER}\", budget: '20 MB'")))
                .isNotNull();
    }

    @Test
    void shouldHaveAFieldAndHelpForEveryParameter() throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = form(client);
            Set<String> missing = new TreeSet<>();
            for (DescribableParameter parameter :
                    DescribableModel.of(MultiStageBuildStep.class).getParameters()) {
                String name = parameter.getName();
                boolean field = !page.getElementsByName("_." + name).isEmpty()
                        || !page.getElementsByName(name).isEmpty();
                boolean help =
                        MultiStageBuildStep.class.getResource("MultiStageBuildStep/help-" + name + ".html") != null;
                if (!help || (!field && !REPEATED.contains(name))) {
                    missing.add(name);
                }
            }
            assertThat(missing).isEmpty();
            assertThat(page.asXml()).contains("Add a stage", "Add a gate");
            assertThat(page.asNormalizedText())
                    .as("a form left as it is counts as not edited")
                    .doesNotContain("Edited");
        }
    }

    @Test
    void shouldMakeTheShortestSnippetOfAFormLeftAsItIs() throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(generate(client, form(client))).isEqualTo("multiStageBuild()");
        }
    }

    @Test
    void shouldMakeASnippetOfAFormFilledIn() throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = form(client);
            HtmlForm form = page.getFormByName("config");
            form.getInputByName("_.image").setValue("movies:1");
            form.getInputByName("_.budget").setValue("20 MB");
            form.getInputByName("_.retries").setValue("0");
            form.getInputByName("_.jobs").setValue("");
            form.getInputByName("_.failFast").setChecked(false);
            form.getInputByName("_.push").setChecked(true);
            form.getTextAreaByName("_.buildArgs").setText("GO=1.24\n\nFLAGS=-a=b 'c'\n");
            form.getSelectByName("_.engine").setSelectedAttribute("podman", true);
            assertThat(generate(client, page))
                    .isEqualTo("multiStageBuild budget: '20 MB', buildArgs: [GO: '1.24', FLAGS: '-a=b \\'c\\''],"
                            + " engine: 'podman', failFast: false, image: 'movies:1', push: true, retries: 0");
        }
    }

    @Test
    void shouldSayWhatItCannotRead() throws Exception {
        assertThat(post("buildArgs", "\nGO 1.24"))
                .isEqualTo(
                        "buildArgs: line 2: 'GO 1.24' is no NAME=VALUE; write the name, an equals sign and the value");
        assertThat(post("buildArgs", "A=1\nA=2"))
                .isEqualTo("buildArgs: line 2: 'A' was there before; leave one of the two lines out");
        assertThat(post("retries", "many")).isEqualTo("retries: 'many' is no whole number from 0 on");
        assertThat(post("jobs", "-1")).isEqualTo("jobs: '-1' is no whole number from 0 on");
        assertThat(post("retries", "")).isEqualTo("multiStageBuild()");
        assertThat(post("keepStashes", "")).isEqualTo("multiStageBuild()");
        assertThat(post("keepStashes", "false")).isEqualTo("multiStageBuild keepStashes: false");
        assertThat(post("jobs", "3")).isEqualTo("multiStageBuild jobs: 3");
        assertThat(post("labels", "a=b")).isEqualTo("multiStageBuild(labels: [a: 'b'])");
        assertThat(post("stages", JSONObject.fromObject("{name: 'build', dockerfile: 'Dockerfile.build'}")))
                .isEqualTo("multiStageBuild(stages: [[dockerfile: 'Dockerfile.build', name: 'build']])");
    }

    private static MultiStageBuildStep full() {
        MultiStageBuildStep step = new MultiStageBuildStep();
        step.setImage("movies:1");
        step.setDockerfile("app/Dockerfile");
        step.setContext("app");
        step.setTarget("run");
        step.setBuildArgs(ordered("GO", "1.24", "B", "it's"));
        step.setPlatform("linux/amd64");
        step.setStages(List.of(new StageFile("build", "Dockerfile.build")));
        step.setLabel("docker");
        step.setLabels(Map.of("build", "big"));
        step.setEngine("docker");
        step.setToolName("docker-26");
        step.setRegistryUrl("https://registry.example.com");
        step.setRegistryCredentialsId("registry");
        step.setPush(true);
        step.setBaseline("none");
        step.setBudget("20 MB");
        step.setJobs(2);
        step.setFailFast(false);
        step.setRetries(0);
        step.setKeepStashes(true);
        step.setNoCache(true);
        step.setNetwork("host");
        step.setId("movies");
        step.setName("Movies");
        step.setQualityGates(List.of(gate()));
        step.setMinimumChange("100 kB");
        step.setAcceptIncrease("JDK 21");
        return step;
    }

    private static QualityGate gate() {
        QualityGate gate = new QualityGate("STAGE_SIZE", "10 %");
        gate.setStage("build");
        gate.setBaseline("REFERENCE_DELTA");
        gate.setCriticality("FAILURE");
        gate.setMinimumChange("1 MB");
        return gate;
    }

    private static Map<String, String> ordered(String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }

    private void assertRoundTrip(MultiStageBuildStep step, String snippet) throws Exception {
        assertThat(Snippetizer.object2Groovy(step)).isEqualTo(snippet);
        assertThat(Snippetizer.object2Groovy(evaluate(snippet))).isEqualTo(snippet);
    }

    /** The step that a script calls. */
    private MultiStageBuildStep evaluate(String script) {
        Binding binding = new Binding();
        binding.setVariable("multiStageBuild", new MethodClosure(this, "call"));
        return (MultiStageBuildStep)
                new GroovyShell(jenkins.jenkins.getPluginManager().uberClassLoader, binding).evaluate(script);
    }

    /** What Pipeline does with the arguments of a step; called by the script. */
    public MultiStageBuildStep call(Map<String, Object> arguments) {
        return DescribableModel.of(MultiStageBuildStep.class).instantiate(arguments, null);
    }

    public MultiStageBuildStep call() {
        return call(Map.of());
    }

    /** The Snippet Generator of a job, with the step chosen. */
    private HtmlPage form(JenkinsRule.WebClient client) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        HtmlPage page = client.goTo(job.getUrl() + "pipeline-syntax/");
        HtmlSelect steps = page.querySelector("select.dropdownList");
        HtmlOption step = steps.getOptions().stream()
                .filter(option -> option.getText().startsWith("multiStageBuild: "))
                .findFirst()
                .orElseThrow();
        steps.setSelectedAttribute(step, true);
        client.waitForBackgroundJavaScript(10_000);
        assertThat(page.getElementsByName("_.image")).isNotEmpty();
        // The choices come in their own time, and a choice that is not there yet is silently not made.
        HtmlSelect engines = page.getFormByName("config").getSelectByName("_.engine");
        for (int i = 0; i < 12 && engines.getOptionSize() < EngineKind.values().length; i++) {
            client.waitForBackgroundJavaScript(5_000);
        }
        return page;
    }

    private static String generate(JenkinsRule.WebClient client, HtmlPage page) throws Exception {
        DomElement button = page.getElementById("generatePipelineScript");
        button.click();
        client.waitForBackgroundJavaScript(10_000);
        return ((HtmlTextArea) page.getElementById("prototypeText")).getText().strip();
    }

    private String post(String field, Object value) throws Exception {
        JSONObject form = new JSONObject();
        form.put("stapler-class", MultiStageBuildStep.class.getName());
        form.put(field, value);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), Snippetizer.GENERATE_URL), HttpMethod.POST);
            request.setRequestParameters(Arrays.asList(
                    new NameValuePair("json", form.toString()),
                    new NameValuePair(
                            jenkins.jenkins.getCrumbIssuer().getDescriptor().getCrumbRequestField(),
                            jenkins.jenkins.getCrumbIssuer().getCrumb())));
            request.setAdditionalHeader("Referer", jenkins.getURL() + "pipeline-syntax/");
            return client.getPage(request)
                    .getWebResponse()
                    .getContentAsString()
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }
}
