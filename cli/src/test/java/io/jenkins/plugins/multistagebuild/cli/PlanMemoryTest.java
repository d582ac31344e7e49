package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each stage builds on the one before it and copies from it too, so every branch lists all stages before its own: four
 * million numbers, in a heap that would not hold them as objects.
 */
class PlanMemoryTest {
    private static final int STAGES = 2_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        StringBuilder text = new StringBuilder("FROM alpine AS s0\nRUN x\n");
        for (int i = 1; i < STAGES; i++) {
            text.append("FROM s%d AS s%d\nCOPY --from=s%d /out /in\n".formatted(i - 1, i, i - 1));
        }
        Files.writeString(folder.resolve("Dockerfile"), text);
    }

    private String plan(String format) throws Exception {
        return new Program(folder)
                .with("JDK_JAVA_OPTIONS", "-Xmx32m")
                .run("plan", "--format", format, folder)
                .hasStatus(ExitStatus.DONE)
                .leftNothing()
                .out();
    }

    @Test
    void shouldWriteAllTheNumbersOfALongChain() throws Exception {
        JsonNode branches = new ObjectMapper().readTree(plan("json")).path("branches");

        assertThat(branches).hasSize(STAGES);
        Integer[] before = IntStream.range(0, STAGES - 1).boxed().toArray(Integer[]::new);
        JsonNode last = branches.path(STAGES - 1);
        assertThat(last.path("includes")).extracting(JsonNode::asInt).containsExactly(before);
        assertThat(last.path("inputs")).extracting(JsonNode::asInt).containsExactly(before);
    }

    @Test
    void shouldDescribeEveryStageOfALongChainOnce() throws Exception {
        assertThat(plan("text"))
                .startsWith("2000 stages, 2000 branches, target s1999\n")
                .contains("    from     alpine\n", "    from     s41\n    copies   /out from s41\n")
                .doesNotContain("←");
    }
}
