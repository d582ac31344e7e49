package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.FormValidation.Kind;
import io.jenkins.plugins.multistagebuild.gate.GateBaseline;
import io.jenkins.plugins.multistagebuild.gate.GateMetric;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.docker.commons.tools.DockerTool;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.verb.POST;

/** What the form says about what is typed into it, and to whom. A Jenkins starts only for tests that take one. */
@WithSharedJenkins
class StepFormValidationTest {
    @Test
    void shouldAcceptAFormThatIsEmpty(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        MultiStageBuildDescriptor form = form(jenkins);
        for (String empty : Arrays.asList(null, "", "  ")) {
            assertThat(Stream.of(
                            form.doCheckImage(job, empty),
                            form.doCheckDockerfile(job, empty),
                            form.doCheckContext(job, empty),
                            form.doCheckTarget(job, empty),
                            form.doCheckLabel(job, empty),
                            form.doCheckBudget(job, empty),
                            form.doCheckBaseline(job, empty),
                            form.doCheckBuildArgs(job, empty),
                            form.doCheckPlatform(job, empty),
                            form.doCheckNetwork(job, empty),
                            form.doCheckLabels(job, empty),
                            form.doCheckJobs(job, empty),
                            form.doCheckRetries(job, empty),
                            form.doCheckRegistryUrl(job, empty),
                            form.doCheckId(job, empty)))
                    .allMatch(check -> check.kind == Kind.OK);
        }
    }

    @Test
    void shouldCheckTheImage() {
        ok(StepFormRules.image("registry.example.com:5000/team/movies:1.0"));
        error(StepFormRules.image("Movies"), "'Movies' is no name for an image", "lower-case");
        error(StepFormRules.image("movies@sha256:" + "0".repeat(64)), "has a digest", "@");
    }

    @Test
    void shouldKeepPathsInTheWorkspace() {
        ok(StepFormRules.path("app/../docker/Dockerfile"));
        ok(StepFormRules.path("."));
        error(StepFormRules.path("/etc/Dockerfile"), "'/etc/Dockerfile' is an absolute path");
        error(StepFormRules.path("C:\\app\\Dockerfile"), "is an absolute path");
        error(StepFormRules.path("app\\Dockerfile"), "app/Dockerfile");
        error(StepFormRules.path("app/../.."), "leads out of the workspace");
    }

    @Test
    void shouldCheckTheTarget() {
        ok(StepFormRules.target("Build-1.x_y"));
        error(StepFormRules.target("2"), "'2' is a number", "AS");
        error(StepFormRules.target("my stage"), "'my stage' is no name of a build stage");
    }

    @Test
    void shouldCheckAndCompleteLabels(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        MultiStageBuildDescriptor form = form(jenkins);
        jenkins.jenkins.setLabelString("docker big");
        ok(form.doCheckLabel(job, "docker && big"));
        warning(form.doCheckLabel(job, "dokcer"), "docker");
        error(form.doCheckLabel(job, "docker &&"));
        assertThat(form.doAutoCompleteLabel(job, "do").getValues()).contains("docker");
        ok(form.doCheckLabels(job, "build=docker\nstage-2=docker && big\nrun#3=big\n"));
        warning(form.doCheckLabels(job, "build=dokcer"), "docker");
        warning(form.doCheckLabels(job, "build.x=docker"), "write 'build.x' in the Jenkinsfile");
        error(form.doCheckLabels(job, "build=docker\nBuild=big"), "'Build' is there twice");
        error(form.doCheckLabels(job, "my stage=docker"), "'my stage' is no name");
        error(form.doCheckLabels(job, "\ndocker"), "line 2: 'docker' is no NAME=VALUE");
    }

    @Test
    void shouldCheckTheBudgetAndSayHowManyBytesItIs() {
        assertThat(ok(StepFormRules.budget("20 MB"))).contains("20,000,000");
        assertThat(ok(StepFormRules.budget("1.5MiB"))).contains("1,572,864");
        assertThat(ok(StepFormRules.budget("none"))).isEqualTo("No limit, whatever the default is.");
        warning(StepFormRules.budget("0"), "every build would fail");
        error(StepFormRules.budget("-1 MB"), "'-1 MB' is no size", "20 MB");
        error(StepFormRules.budget("small"), "'small' is no size");
    }

    @Test
    void shouldSayWhatABaselineIsTakenFor() {
        ok(StepFormRules.baseline("auto"));
        ok(StepFormRules.baseline("none"));
        assertThat(ok(StepFormRules.baseline("app/Dockerfile.singlestage")))
                .contains("single-stage image that app/Dock");
        assertThat(ok(StepFormRules.baseline("golang:1.24"))).contains("otherwise this is the image");
        assertThat(ok(StepFormRules.baseline("[::1]:5000/movies"))).contains("otherwise");
        assertThat(ok(StepFormRules.baseline("golang@sha256:" + "a".repeat(64))))
                .contains("otherwise");
        error(StepFormRules.baseline("../Dockerfile"), "neither a path");
        error(StepFormRules.baseline("the old one"), "neither a path");
    }

    @Test
    void shouldCheckBuildArguments() {
        ok(StepFormLines.checkBuildArgs("GO_VERSION=1.24\n\nEMPTY=\nTWO=a=b"));
        error(StepFormLines.checkBuildArgs("GO_VERSION"), "line 1: 'GO_VERSION' is no NAME=VALUE");
        error(StepFormLines.checkBuildArgs("A=1\n =2"), "line 2");
        error(StepFormLines.checkBuildArgs("A=1\nA=2"), "line 2: 'A' was there before");
        warning(StepFormLines.checkBuildArgs("1A=1"), "'1A' is no name");
        warning(StepFormLines.checkBuildArgs("NPM_TOKEN=x"), "NPM_TOKEN", "no place for a secret");
        warning(StepFormLines.checkBuildArgs("A=$B"), "double quotes");
    }

    @Test
    void shouldCheckPlatformAndNetwork() {
        ok(StepFormRules.platform("linux/arm/v7"));
        error(StepFormRules.platform("amd64"), "'amd64' is no platform", "linux/amd64");
        error(StepFormRules.platform("linux/amd64,linux/arm64"), "several platforms", "matrix");
        assertThat(StepFormRules.platforms("arm6").getValues()).containsExactly("linux/arm64");
        ok(StepFormRules.network("host"));
        error(StepFormRules.network("host net"), "'host net' is no network");
    }

    @Test
    void shouldCheckNumbers() {
        ok(StepFormRules.jobs("0"));
        warning(StepFormRules.jobs("1"), "no longer run side by side");
        error(StepFormRules.jobs("-3"), "'-3' is no whole number from 0 on");
        ok(StepFormRules.retries("2"));
        warning(StepFormRules.retries("0"), "first agent that is lost");
        error(StepFormRules.retries("many"), "'many' is no whole number");
    }

    @Test
    void shouldCheckTheRegistryAndWhereAPushGoes() {
        ok(StepFormRules.registryUrl("https://registry.example.com:5000/v2/"));
        error(StepFormRules.registryUrl("registry.example.com"), "https://registry.example.com");
        error(StepFormRules.registryUrl("ftp://registry.example.com"), "is no address of a registry");
        error(StepFormRules.registryUrl("https://me:secret@registry.example.com"), "credentials");
        assertThat(StepFormRules.registryUrl("https://me:secret@registry.example.com")
                        .getMessage())
                .doesNotContain("me:secret");
        warning(StepFormRules.push("team/movies", ""), "Docker Hub");
        ok(StepFormRules.push("localhost/movies", ""));
        ok(StepFormRules.push("registry.example.com/movies", ""));
        ok(StepFormRules.push("movies", "https://registry.example.com"));
    }

    @Test
    void shouldCheckTheId() {
        ok(StepFormRules.id("movies_1.0-x"));
        error(StepFormRules.id("a/b"), "'a/b' is no ID", "letters, digits");
        error(StepFormRules.id(".."));
        error(StepFormRules.id("movies."));
    }

    @Test
    void shouldCheckAStageWithADockerfileOfItsOwn(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        Descriptor<?> descriptor = jenkins.jenkins.getDescriptorOrDie(StageFile.class);
        assertThat(descriptor).isInstanceOf(StepFormStageDescriptor.class);
        StepFormStageDescriptor stage = (StepFormStageDescriptor) descriptor;
        ok(stage.doCheckName(job, "build"));
        error(stage.doCheckName(job, " "), "COPY --from=build");
        error(stage.doCheckName(job, "a b"), "'a b' is no name of a build stage");
        ok(stage.doCheckDockerfile(job, "Dockerfile.build"));
        error(stage.doCheckDockerfile(job, ""), "Dockerfile.build");
        error(stage.doCheckDockerfile(job, "../Dockerfile"), "leads out of the workspace");
    }

    @Test
    void shouldCheckAQualityGate(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        StepFormGateDescriptor gates = (StepFormGateDescriptor) jenkins.jenkins.getDescriptorOrDie(QualityGate.class);
        assertThat(gates.doFillMetricItems()).hasSize(GateMetric.values().length);
        assertThat(gates.doFillBaselineItems()).hasSize(GateBaseline.values().length);
        assertThat(gates.doFillCriticalityItems()).hasSize(Criticality.values().length);
        error(
                gates.doCheckThreshold(job, " ", "IMAGE_SIZE", "PROJECT", "", "", ""),
                "Give the threshold: a size such as 20 MB");
        error(
                gates.doCheckThreshold(job, "10 %", "IMAGE_SIZE", "PROJECT", "", "", ""),
                "threshold '10 %' is growth in per cent, which needs something to grow from");
        error(
                gates.doCheckThreshold(job, "1 MB", "STAGE_SIZE", "PROJECT", "", "", ""),
                "STAGE_SIZE needs the stage that is meant");
        ok(gates.doCheckThreshold(job, "10 %", "STAGE_SIZE", "REFERENCE_DELTA", "build", "", "1 MB"));
        ok(StepFormRules.minimumChange("100 kB"));
        error(StepFormRules.minimumChange("little"), "'little' is no size");
    }

    @Test
    void shouldTeachAboutVariablesAndTrim(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        MultiStageBuildDescriptor form = form(jenkins);
        ok(form.doCheckImage(job, " movies:1 "));
        warning(form.doCheckImage(job, "movies:${env.BUILD_NUMBER}"), "double quotes");
        warning(form.doCheckLabel(job, "$LABEL"), "double quotes");
        warning(form.doCheckPush(job, true, "movies", ""), "Docker Hub");
        ok(form.doCheckPush(job, false, "movies", ""));
    }

    @Test
    void shouldOfferEnginesToolsAndCredentials(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        MultiStageBuildDescriptor form = form(jenkins);
        assertThat(form.doFillEngineItems())
                .extracting(option -> option.value)
                .containsExactly("", "auto", "docker", "podman", "buildah");
        assertThat(form.doFillKeepStashesItems())
                .extracting(option -> option.value)
                .containsExactly("", "true", "false");
        jenkins.jenkins
                .getDescriptorByType(DockerTool.DescriptorImpl.class)
                .setInstallations(new DockerTool("docker-26", "/opt/docker", Collections.emptyList()));
        assertThat(form.doFillBaselineItems()).containsExactly("auto", "none");
        assertThat(form.doFillNetworkItems()).contains("default", "none", "host");
        assertThat(form.doFillToolNameItems(job))
                .extracting(option -> option.value)
                .containsExactly("", "docker-26");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry", "a registry", "user", "a password of some length"));
        assertThat(form.doFillRegistryCredentialsIdItems(job, "gone"))
                .extracting(option -> option.value)
                .containsExactly("", "registry", "gone");
    }

    @Test
    void shouldTellNothingWithoutPermission(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        MultiStageBuildDescriptor form = form(jenkins);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("writer"));
        jenkins.jenkins.setLabelString("docker");
        jenkins.jenkins
                .getDescriptorByType(DockerTool.DescriptorImpl.class)
                .setInstallations(new DockerTool("docker-26", "/opt/docker", Collections.emptyList()));
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            ok(form.doCheckImage(job, "Movies"));
            ok(form.doCheckLabels(job, "nonsense"));
            ok(form.doCheckBuildArgs(job, "nonsense"));
            ok(form.doCheckPush(job, true, "movies", ""));
            assertThat(form.doAutoCompleteLabel(job, "do").getValues()).isEmpty();
            assertThat(form.doFillToolNameItems(job))
                    .extracting(option -> option.value)
                    .containsExactly("");
        }
        try (ACLContext writer = ACL.as2(User.getById("writer", true).impersonate2())) {
            error(form.doCheckImage(job, "Movies"));
            ok(form.doCheckImage(null, "Movies"));
            assertThat(form.doFillToolNameItems(job)).hasSize(2);
            assertThat(form.doFillToolNameItems(null)).hasSize(1);
        }
    }

    @Test
    void shouldTakePostsOnly() {
        List<Method> methods = Stream.of(
                        MultiStageBuildDescriptor.class, StepFormStageDescriptor.class, StepFormGateDescriptor.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().matches("do(Check|Fill|AutoComplete)[A-Z].*"))
                .toList();
        assertThat(methods).hasSizeGreaterThan(20).allMatch(method -> method.isAnnotationPresent(POST.class));
    }

    @Test
    void shouldAnswerOverHttp(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "movies");
        URL check = new URL(
                jenkins.getURL(),
                job.getUrl() + "descriptorByName/" + MultiStageBuildStep.class.getName() + "/checkBudget?value=small");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest post = client.addCrumb(new WebRequest(check, HttpMethod.POST));
            assertThat(client.getPage(post).getWebResponse().getContentAsString())
                    .contains("is no size");
            assertThat(client.getPage(new WebRequest(check, HttpMethod.GET))
                            .getWebResponse()
                            .getStatusCode())
                    .isIn(404, 405);
        }
    }

    @Test
    void shouldShowImageAndLabelBesideTheStep(JenkinsRule jenkins) throws Exception {
        MultiStageBuildDescriptor form = form(jenkins);
        assertThat(form.argumentsToString(Map.of("image", "movies:1", "label", "docker", "push", true)))
                .isEqualTo("movies:1 on docker");
        assertThat(form.argumentsToString(Map.of("image", "movies:1"))).isEqualTo("movies:1");
        assertThat(form.argumentsToString(Map.of("label", "docker"))).isEqualTo("on docker");
        assertThat(form.argumentsToString(Map.of("budget", "20 MB"))).isNull();
    }

    private static MultiStageBuildDescriptor form(JenkinsRule jenkins) {
        return jenkins.jenkins.getDescriptorByType(MultiStageBuildStep.DescriptorImpl.class);
    }

    private static String ok(FormValidation check) {
        assertThat(check.kind).as(check.toString()).isEqualTo(Kind.OK);
        return check.getMessage();
    }

    private static void warning(FormValidation check, String... parts) {
        says(check, Kind.WARNING, parts);
    }

    private static void error(FormValidation check, String... parts) {
        says(check, Kind.ERROR, parts);
    }

    private static void says(FormValidation check, Kind kind, String... parts) {
        assertThat(check.kind).as(check.toString()).isEqualTo(kind);
        // In its page it is HTML.
        String text = check.getMessage().replace("&#039;", "'").replace("&amp;", "&");
        assertThat(Arrays.asList(parts)).allMatch(text::contains, "in: " + text);
    }
}
