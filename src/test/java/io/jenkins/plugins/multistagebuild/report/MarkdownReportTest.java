package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReportTest {
    private static final String CUT = "_Cut here: the rest did not fit. The report has it all._\n";

    @Test
    void shouldWriteTheReportForAComment() throws Exception {
        assertThat(MarkdownReport.render(SampleReports.judged(), MarkdownReport.CHECK_LENGTH))
                .isEqualTo(Golden.text("report.md"));
    }

    @Test
    void shouldSayWhyNothingIsCompared() {
        SizeReport judged = SampleReports.movies()
                .judged(null, ReferenceFigures.missing("there is no build of main"), List.of(), null);
        assertThat(MarkdownReport.render(judged, 10_000))
                .contains("Not compared with an earlier build, because there is no build of main.\n")
                .doesNotContain("Gates", "Change");
        assertThat(MarkdownReport.render(SampleReports.failed(), 10_000))
                .startsWith("### `Dockerfile`\n\n**no image was built**\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a_b*c                  | a\\_b\\*c",
                "<b>&amp;               | &lt;b&gt;&amp;amp;",
                "@alice fixes #41       | @&#8203;alice fixes #&#8203;41",
                "[x](y)                 | \\[x\\]\\(y\\)",
                "https://www.evil.test  | https&#58;//www\\.evil.test",
                "back\\tick `x`         | back\\\\tick \\`x\\`",
            })
    void shouldEscapeRunningText(String text, String escaped) {
        assertThat(MarkdownText.text(text)).isEqualTo(escaped);
        assertThat(MarkdownText.text("a|b\nc")).isEqualTo("a\\|b\\\\u000ac");
    }

    @Test
    void shouldFenceCode() {
        assertThat(MarkdownText.code("/a b")).isEqualTo("`/a b`");
        assertThat(MarkdownText.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(MarkdownText.code("`a`")).isEqualTo("`` `a` ``");
        assertThat(MarkdownText.code("a|b")).isEqualTo("`a\\|b`");
        assertThat(MarkdownText.code(" ")).isEqualTo("–");
    }

    @Test
    void shouldLetNothingHostileThrough() {
        String text = MarkdownReport.render(HostileReport.make(), MarkdownReport.CHECK_LENGTH);
        assertThat(text).doesNotContain("\u001b", "\u202e", "](javascript");
        // Outside of code there is no markup.
        assertThat(text.replaceAll("(`+)[^`].*?[^`]\\1(?!`)", "")).doesNotContain("<script");
    }

    @Property(tries = 300)
    void shouldCutBetweenRowsAndSaySo(@ForAll @IntRange(min = 57, max = 3000) int length) {
        String whole = MarkdownReport.render(SampleReports.judged(), MarkdownReport.CHECK_LENGTH);
        String cut = MarkdownReport.render(SampleReports.judged(), length);
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(length);
        if (cut.endsWith(CUT)) {
            String kept = cut.substring(0, cut.length() - CUT.length()).stripTrailing();
            assertThat(whole).startsWith(kept);
            assertThat(kept).satisfiesAnyOf(text -> assertThat(text).isEmpty(), text -> assertThat(
                            whole.substring(text.length()))
                    .startsWith("\n"));
        } else {
            assertThat(cut).isEqualTo(whole);
        }
    }

    @Test
    void shouldRefuseAPageWithoutRoomForItsEnd() {
        assertThatThrownBy(() -> MarkdownReport.render(SampleReports.movies(), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no room to say that it is cut");
    }
}
