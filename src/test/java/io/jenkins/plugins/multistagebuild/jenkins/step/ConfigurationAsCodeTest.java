package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The defaults as a YAML file says them, and as they are written into one. */
@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {
    private static final String YAML = "ConfigurationAsCodeTest/defaults.yaml";

    @Test
    @ConfiguredWithCode(YAML)
    void shouldTakeEveryDefaultFromAFile(JenkinsConfiguredWithCodeRule jenkins) {
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        assertThat(defaults.getEngine()).isEqualTo("podman");
        assertThat(defaults.getBudget()).isEqualTo("20 MB");
        assertThat(defaults.getQualityGates())
                .isEqualTo("# what all of our images keep to\nimage-size@reference<=10 %\nlayer-count<=12!note");
        assertThat(defaults.isKeepStashes()).isTrue();
        assertThat(defaults.getFullReports()).isEqualTo(50);
        defaults.load();
        assertThat(defaults.getBudget()).as("what was saved").isEqualTo("20 MB");
    }

    @Test
    @ConfiguredWithCode(YAML)
    void shouldWriteWhatItTook(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        Mapping exported = exported();
        MultiStageBuildConfiguration defaults = MultiStageBuildConfiguration.get();
        defaults.setEngine(null);
        defaults.setBudget(null);
        defaults.setQualityGates(null);
        defaults.setKeepStashes(false);
        defaults.setFullReports(0);
        Path file = Files.createTempFile("exported", ".yaml");
        try {
            Files.writeString(file, Util.toYamlString(root(exported)));
            ConfigurationAsCode.get().configure(file.toString());
        } finally {
            Files.delete(file);
        }
        assertThat(Util.toYamlString(exported())).isEqualTo(Util.toYamlString(exported));
        shouldTakeEveryDefaultFromAFile(jenkins);
    }

    @Test
    @ConfiguredWithCode(value = "ConfigurationAsCodeTest/wrong.yaml", expected = ConfiguratorException.class)
    void shouldRefuseWhatMakesNoSense(JenkinsConfiguredWithCodeRule jenkins) {
        assertThat(MultiStageBuildConfiguration.get().getQualityGates()).isNull();
        String file = Objects.requireNonNull(getClass().getResource("ConfigurationAsCodeTest/wrong.yaml"))
                .toExternalForm();
        assertThatThrownBy(() -> ConfigurationAsCode.get().configure(file))
                .hasStackTraceContaining("qualityGates: line 2 'image-sze<=20 MB': metric 'image-sze' is not known");
    }

    @Test
    void shouldBeExplainedWithTheSameFile() throws Exception {
        String yaml = Files.readString(
                Path.of(Objects.requireNonNull(getClass().getResource(YAML)).toURI()));
        assertThat(Files.readString(Path.of("docs", "configuration.md"))).contains("```yaml\n" + yaml + "```");
    }

    private static Mapping exported() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode ours = Objects.requireNonNull(Util.getUnclassifiedRoot(context).get("multiStageBuild"));
        return ours.asMapping();
    }

    private static Mapping root(Mapping ours) {
        Mapping unclassified = new Mapping();
        unclassified.put("multiStageBuild", ours);
        Mapping root = new Mapping();
        root.put("unclassified", unclassified);
        return root;
    }
}
