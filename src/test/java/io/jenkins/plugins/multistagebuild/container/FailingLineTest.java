package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingLineTest {
    @TempDir
    Path folder;

    private Integer find(String dockerfile, String... output) throws Exception {
        BuildProgress progress = new BuildProgress(OutputListener.SILENT);
        for (String line : output) {
            progress.line(line);
        }
        return FailingLine.find(progress, Files.writeString(folder.resolve("Dockerfile"), dockerfile));
    }

    @Test
    void shouldTakeTheLineThatBuildKitQuotes() throws Exception {
        assertThat(find("FROM a\n", "#5 0.1 x:7", "Dockerfile:12", "--------------------"))
                .isEqualTo(12);
    }

    @Test
    void shouldCountTheClassicBuildersSteps() throws Exception {
        String dockerfile = "# escape=`\nARG A=1\n\nFROM x\nRUN a `\n  # comment\n\n  && b\n# c\nRUN d\n";

        assertThat(find(dockerfile, "Step 1/4 : ARG A=1", "Step 3/4 : RUN a   && b"))
                .isEqualTo(5);
        assertThat(find(dockerfile, "Step 4/4 : RUN d")).isEqualTo(10);
        assertThat(find(dockerfile, "Step 5/5 : LABEL added=1")).isNull();
    }

    @Test
    void shouldFindTheTextThatBuildKitRepeats() throws Exception {
        String dockerfile = "FROM x\nRUN a\nCOPY <<E1 <<E2 /\nRUN a\nE1\nRUN b\nE2\nRUN b\nRUN  c \\\n d\nRUN c\n";

        assertThat(find(dockerfile, " > [stage-1 4/9] RUN b:")).isEqualTo(8);
        assertThat(find(dockerfile, " > [stage-1 4/9] RUN c  d:")).isEqualTo(9);
        assertThat(find("FROM x\nRUN b\nRUN b\n", " > [2/9] RUN b:"))
                .as("twice the same")
                .isNull();
        assertThat(find("FROM x\nRUN b\n", "nothing known")).isNull();
    }

    @Test
    void shouldReadParseErrors() throws Exception {
        assertThat(find("", "Error response from daemon: dockerfile parse error line 3: unknown instruction: F"))
                .isEqualTo(3);
        assertThat(find("", "ERROR: failed to solve: dockerfile parse error on line 4: x"))
                .isEqualTo(4);
        assertThat(find("", "main.c: parse error on line 5: x")).isNull();
    }
}
