package io.jenkins.plugins.multistagebuild.split;

import static io.jenkins.plugins.multistagebuild.split.StageDockerfileTest.cut;
import static io.jenkins.plugins.multistagebuild.split.StageDockerfileTest.file;
import static io.jenkins.plugins.multistagebuild.split.StageDockerfileTest.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
    private static String collected(String text, int stage) throws DockerfileException {
        Plan plan = plan(text);
        StageDockerfile cut = cut(plan, stage);
        String whole = cut.withCollector(plan).text();
        assertThat(whole).startsWith(cut.text());
        return whole.substring(cut.text().length() + 1);
    }

    @Test
    void shouldPutCollectorBehindFileWithoutFinalLineBreak() throws Exception {
        Plan plan = plan("FROM a AS b\nRUN x\nFROM scratch\nCOPY --from=b /x /x");
        StageDockerfile collected = cut(plan, 0).withCollector(plan);

        assertThat(collected.text()).isEqualTo("FROM a AS b\nRUN x\nFROM scratch\nCOPY --from=0 [\"/x\", \"/x\"]\n");
        assertThat(collected.collectorLine()).isEqualTo(3);
    }

    @Test
    void shouldPutCollectorBehindDanglingContinuation() throws Exception {
        SourceFile build = file("build", "FROM a\nRUN z \\\n");
        Plan plan = plan(build, file("run", "FROM scratch\nCOPY --from=build /x /x\n"));

        String text = cut(plan, 0).withCollector(plan).text();

        assertThat(text).isEqualTo("FROM a\nRUN z \nFROM scratch\nCOPY --from=0 [\"/x\", \"/x\"]\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    /a b           | COPY --from=0 ["/a b", "/a b"]
                    /$HOME         | COPY --from=0 ["/\\\\$HOME", "/\\\\$HOME"]
                    /it's          | COPY --from=0 ["/it\\\\'s", "/it\\\\'s"]
                    /grün/€/😀     | COPY --from=0 ["/grün/€/😀", "/grün/€/😀"]
                    out//x/../y/   | COPY --from=0 ["/out/y", "/out/y"]
                    ../..          | COPY --from=0 ["/", "/"]
                    /              | COPY --from=0 ["/", "/"]
                    /out/*.so      | COPY --from=0 ["/ou[t]", "/out/"]
                    /out/a?/b      | COPY --from=0 ["/ou[t]", "/out/"]
                    /*.so          | COPY --from=0 ["/", "/"]
                    /--/*          | COPY --from=0 ["/--", "/--/"]
                    """)
    void shouldWritePathsThatMeanThemselves(String path, String line) throws Exception {
        String word = path.replace("$", "\\$").replace("'", "\\'");
        String text = "FROM a AS b\nFROM scratch\nCOPY --from=b " + json(word, "/d/") + "\n";

        assertThat(collected(text, 0)).isEqualTo("FROM scratch\n" + line + "\n");
    }

    private static String json(String... words) throws Exception {
        return new ObjectMapper().writeValueAsString(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\tb", "/a\nb", "/\u0001", "/a\"b", "/\u007f", "/a'b\"c", "/$x${y}", "/`", "/a b "})
    void shouldCollectPathsOfAnyCharacters(String path) throws Exception {
        for (char escape : new char[] {'\\', '`'}) {
            StringBuilder literal = new StringBuilder();
            for (char c : path.toCharArray()) {
                literal.append(c == '$' || c == '"' || c == '\'' || c == escape ? String.valueOf(escape) : "")
                        .append(c);
            }
            Plan plan = plan("# escape=" + escape + "\nFROM a AS b\nFROM scratch\nCOPY --from=b "
                    + json(literal.toString(), "/d/") + "\n");
            String text = cut(plan, 0).withCollector(plan).text();

            Plan again = plan(text);

            assertThat(again.graph().node(1).inputs().get(0).paths())
                    .extracting(SourcePath::text)
                    .containsExactly(path);
        }
    }

    @Test
    void shouldCollectWithParentFoldersWhereTakerKeepsThem() throws Exception {
        String text = "FROM a AS b\nFROM scratch\nCOPY --parents --from=b /usr/./lib/*.so /d/\nCOPY --from=b /z /z\n";

        assertThat(collected(text, 0))
                .isEqualTo("FROM scratch\nCOPY --from=0 [\"/z\", \"/z\"]\n"
                        + "COPY --parents --from=0 [\"/usr/lib/*.so\", \"/\"]\n");
    }

    @Test
    void shouldCollectWholeRootForUnknownPathsAndMountsWithoutSource() throws Exception {
        String unknown = "FROM a AS b\nFROM c\nCOPY --from=b /x $UNKNOWN /d/\n";
        String mount = "FROM a AS b\nFROM c\nRUN --mount=from=b,target=/m x\nCOPY --from=b /x /x\n";

        assertThat(collected(unknown, 0)).isEqualTo("FROM scratch\nCOPY --from=0 [\"/\", \"/\"]\n");
        assertThat(collected(mount, 0)).isEqualTo("FROM scratch\nCOPY --from=0 [\"/\", \"/\"]\n");
    }

    @Test
    void shouldCollectInCaseOfFile() throws Exception {
        String text = "from a as b\nfrom scratch\ncopy --from=b /x /x\n";

        assertThat(collected(text, 0)).isEqualTo("from scratch\ncopy --from=0 [\"/x\", \"/x\"]\n");
    }

    @Test
    void shouldCollectAFolderBeforeAndAfterWhatLiesBelowIt() throws Exception {
        String text = "FROM a AS b\nFROM scratch\nCOPY --from=b /o/x/y /o/xy /o/x /o/x/*.so /o/x /d/\n";

        assertThat(collected(text, 0))
                .isEqualTo("FROM scratch\nCOPY --from=0 [\"/o/x\", \"/o/x\"]\nCOPY --from=0 [\"/o/xy\", \"/o/xy\"]\n"
                        + "COPY --from=0 [\"/o/x/y\", \"/o/x/y\"]\nCOPY --from=0 [\"/o/x\", \"/o/x\"]\n");
    }

    @Test
    void shouldCollectNothingThatOnlyUnneededStagesTake() throws Exception {
        String text = "FROM a AS b\nFROM scratch AS lost\nCOPY --from=b /lost /\nFROM scratch\nCOPY --from=b /x /x\n";

        assertThat(collected(text, 0)).isEqualTo("FROM scratch\nCOPY --from=0 [\"/x\", \"/x\"]\n");
    }

    @Test
    void shouldStandAloneOnImage() throws Exception {
        Plan plan = plan("# escape=`\nfrom a as b\nfrom scratch\ncopy --from=b /x`$ /x\n");

        assertThat(Collector.standalone(plan, 0).dockerfile("image:1"))
                .isEqualTo("FROM image:1\nFROM scratch\nCOPY --from=0 [\"/x\\\\$\", \"/x\\\\$\"]\n");
    }
}
