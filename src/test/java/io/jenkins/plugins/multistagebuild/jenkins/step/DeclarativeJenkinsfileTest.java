package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What Declarative's own linter says of calls of the step: this repository's, the documentation's, and wrong ones. */
@WithSharedJenkins
class DeclarativeJenkinsfileTest {
    private static final Pattern DECLARATIVE = Pattern.compile("```groovy\\n(pipeline \\{.*?)```", Pattern.DOTALL);
    private static final String VALID = "Jenkinsfile successfully validated.";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jenkinsfile",
                "src/setup/jenkins/movies-declarative.groovy",
                "src/setup/jenkins/diamond-declarative.groovy"
            })
    void shouldAcceptTheJenkinsfilesOfTheRepository(String file) throws Exception {
        assertThat(lint(read(file))).isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/step.md"})
    void shouldAcceptTheJenkinsfilesOfTheDocumentation(String page) throws Exception {
        List<String> examples = DECLARATIVE
                .matcher(read(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThat(lint(example)).as(example).isEqualTo(VALID);
        }
    }

    @Test
    void shouldPointAtAParameterThatIsNone() throws Exception {
        assertThat(lintCall("image: 'movies:1', bugdet: '20 MB'"))
                .contains("Invalid parameter \"bugdet\", did you mean \"budget\"?", "@ line 6, column ");
    }

    @Test
    void shouldPointAtAValueOfTheWrongType() throws Exception {
        assertThat(lintCall("jobs: 'two'"))
                .contains(
                        "Expecting \"int\" for parameter \"jobs\" but got \"two\" of type class java.lang.String",
                        "@ line 6, column ");
    }

    @Test
    void shouldTakeParametersByNameOnly() throws Exception {
        assertThat(lintCall("'movies:1'")).contains("@ line 6, column ").doesNotContain(VALID);
    }

    private static String lintCall(String parameters) throws Exception {
        return lint("""
                pipeline {
                    agent any
                    stages {
                        stage('Image') {
                            steps {
                                multiStageBuild(%s)
                            }
                        }
                    }
                }
                """.formatted(parameters));
    }

    private static String lint(String jenkinsfile) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request =
                    new WebRequest(new URL(jenkins.getURL(), "pipeline-model-converter/validate"), HttpMethod.POST);
            request.setCharset(StandardCharsets.UTF_8);
            request.setRequestParameters(List.of(new NameValuePair("jenkinsfile", jenkinsfile)));
            client.addCrumb(request);
            return client.getPage(request).getWebResponse().getContentAsString().strip();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
