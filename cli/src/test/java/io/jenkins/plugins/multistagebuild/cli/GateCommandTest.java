package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SampleReports;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateCommandTest {
    @TempDir
    private Path folder;

    private Path report;
    private Path old;

    @BeforeEach
    void write() throws Exception {
        report = folder.resolve("report.json");
        old = folder.resolve("old.json.gz");
        ReportJson.write(SampleReports.listedMovies(), report);
        ReportJson.writeCompressed(SampleReports.earlierMovies(), old);
    }

    @Test
    void shouldPassWithinTheLimits() {
        InProcess run = InProcess.run("gate", "--budget", "20 MB", "--gate", "layer-count<=2", report)
                .hasStatus(ExitStatus.DONE);
        assertThat(run.out())
                .isEqualTo(
                        "movies:1  13.2 MB, 96.2 % smaller than the single-stage image, within the budget of 20 MB, all"
                                + " 2 gates passed\n\nGates\n"
                                + "  passed    failure   Image size: 13.2 MB is within 20 MB\n"
                                + "  passed    unstable  Layer count: 2 is within 2\n");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--budget | 10 MB                             | 3 | Image size: 13.2 MB exceeds 10 MB by 3.2 MB",
                "--gate   | image-size<=10 MB                 | 3 | Image size: 13.2 MB exceeds 10 MB by 3.2 MB",
                "--gate   | image-size<=10 MB!error           | 3 | failed    error",
                "--gate   | image-size<=10 MB!note            | 0 | failed    note",
                "--gate   | image-size@reference<=0.5 %       | 3 | more than the +0.5 % allowed",
                "--gate   | image-size@reference<=1 %         | 0 | within the +1 % allowed",
                "--gate   | path-size:/movies@previous<=0 B   | 3 | Size of '/movies': +101.4 kB since",
                "--gate   | stage-size:test<=0 B              | 0 | not judged, because there is no stage 'test'",
            })
    void shouldEndWithThreeWhereAGateIsMissed(String option, String value, int status, String sentence) {
        InProcess run = InProcess.run("gate", option, value, "--reference", old, report);
        assertThat(run.hasStatus(status).out()).contains(sentence, "Since " + old, "/etc/motd");
    }

    @Test
    void shouldAcceptAnIncreaseForAReason() {
        InProcess run = InProcess.run(
                        "gate",
                        "--gate",
                        "image-size@reference<=0 B!failure",
                        "--accept-increase",
                        "newer Go",
                        "--reference",
                        old,
                        report)
                .hasStatus(ExitStatus.DONE);
        assertThat(run.out()).contains("increase accepted", "accepted  failure", "Increase accepted: newer Go\n");
    }

    @Test
    void shouldPassSmallChanges() {
        assertThat(InProcess.run(
                                "gate",
                                "--gate",
                                "image-size@previous<=0 B",
                                "--minimum-change",
                                "200 kB",
                                "--reference",
                                old,
                                report)
                        .hasStatus(ExitStatus.DONE)
                        .out())
                .contains("is less than the 200 kB that count");
    }

    @Test
    void shouldSayThatThereIsNothingToCompareWith() {
        Path nothing = folder.resolve("nothing.json");
        assertThat(InProcess.run("gate", "--gate", "image-size@reference<=0 B", "--reference", nothing, report)
                        .hasStatus(ExitStatus.DONE)
                        .out())
                .contains("inactive", "not judged, because there is no report " + nothing)
                .contains("Not compared with an earlier build, because there is no report " + nothing);
        assertThat(InProcess.run("gate", "--gate", "image-size@reference<=0 B", report)
                        .hasStatus(ExitStatus.DONE)
                        .out())
                .contains("not judged, because no earlier build was given to compare with (--reference)");
    }

    @Test
    void shouldPrintJsonAndMarkdown() throws Exception {
        Object[] words = {"gate", "--gate", "image-size@reference<=0 B", "--reference", old, "--format", "json", report
        };
        JsonNode json = new ObjectMapper()
                .readTree(InProcess.run(words).hasStatus(ExitStatus.GATE_FAILED).out());
        assertThat(json.path("schema").asInt()).isEqualTo(1);
        assertThat(json.path("passed").asBoolean(true)).isFalse();
        assertThat(json.at("/gates/0/measured").asLong()).isEqualTo(101_376);
        assertThat(json.at("/deltas/uncompressed/bytes").asLong()).isEqualTo(101_376);
        assertThat(json.at("/reference/changes/removed/files/0/path").asText()).isEqualTo("/etc/motd");
        words[6] = "markdown";
        assertThat(InProcess.run(words).hasStatus(ExitStatus.GATE_FAILED).out())
                .startsWith("### `movies:1`\n")
                .contains("| ❌ failed | Image size: +101.4 kB since ");
    }

    @Test
    void shouldTakeTheDirectoryOfAReport() {
        assertThat(InProcess.run("gate", "--budget", "20 MB", folder)
                        .hasStatus(ExitStatus.DONE)
                        .out())
                .startsWith("movies:1");
    }

    @Test
    void shouldSayAllThatIsWrongWithTheOptions() {
        String said = InProcess.run(
                        "gate",
                        "--budget",
                        "plenty",
                        "--gate",
                        "image-size",
                        "--gate",
                        "image-sze<=1 MB!fatal",
                        "--minimum-change",
                        "some",
                        "--accept-increase",
                        " ",
                        report)
                .complaint();
        assertThat(said.lines().map(line -> line.replaceFirst(": .*", "")))
                .containsExactly(
                        "error",
                        "--minimum-change 'some' is no size; write a number and a unit, such as 20 MB, 1.5 GiB, or a plain"
                                + " number of bytes such as 20000000",
                        "--gate 'image-size'",
                        "--gate 'image-sze<=1 MB!fatal'",
                        "--gate 'image-sze<=1 MB!fatal'",
                        "--accept-increase");
        assertThat(said).startsWith("error: --budget 'plenty' is no size");
    }

    @Test
    void shouldHelpWithBadUsage() throws Exception {
        assertThat(InProcess.run("gate", report).complaint())
                .startsWith("error: No limit is given: name at least one with --budget or --gate\n")
                .contains("gate --help");
        assertThat(InProcess.run("gate", "--budget", "1 MB", folder.resolve("none"))
                        .complaint())
                .isEqualTo("error: there is no report " + folder.resolve("none")
                        + "; give a report.json, or the directory that 'build --report' wrote\n");
        ReportJson.write(SampleReports.failed(), report);
        assertThat(InProcess.run("gate", "--budget", "1 MB", report).complaint())
                .contains("the report is of a build that made no image, so there is nothing to judge");
        Files.writeString(old, "{");
        ReportJson.write(SampleReports.movies(), report);
        assertThat(InProcess.run("gate", "--budget", "1 MB", "--reference", old, report)
                        .complaint())
                .contains(old + ":1: this is no JSON, so no report");
    }

    @Test
    void shouldExplainTheGatesInItsHelp() {
        for (String command : new String[] {"gate", "build"}) {
            assertThat(InProcess.run(command, "--help").out().replaceAll("\\s+", ""))
                    .contains("METRIC[:STAGE|:PATH][@BASELINE]<=THRESHOLD[!CRITICALITY]")
                    .contains(
                            "'reduction>=90%'", "--accept-increase=REASON", "--minimum-change=SIZE", "--reference=OLD");
        }
    }
}
