package io.jenkins.plugins.multistagebuild.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.dockerfile.Dockerfile;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SplitOptions;
import io.jenkins.plugins.multistagebuild.split.StageGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFilesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /out        | /out         | true
            /out        | /out/a/b     | true
            /out        | /output      | false
            /           | /any/thing   | true
            /out/*.so   | /out/a.so    | true
            /out/*.so   | /out/a.so/in | true
            /out/*.so   | /out/b/a.so  | false
            /out/*      | /out         | false
            /o?t/[a-c]/ | /out/b/x     | true
            /o?t/[^a]   | /out/a       | false
            /out/[a     | /out/a       | false
            """)
    void shouldHoldWhatTheBuilderCopies(String path, String file, boolean held) throws Exception {
        Plan plan = Plan.of(StageGraph.of(
                Dockerfile.parse("Dockerfile", "FROM a AS a\nFROM b\nCOPY --from=a " + path + " /x/\n"),
                SplitOptions.defaults()));

        assertThat(plan.outputs(0)).singleElement().satisfies(output -> assertThat(
                        OutputFiles.of(output).hold(file))
                .isEqualTo(held));
    }
}
