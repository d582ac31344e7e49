package io.jenkins.plugins.multistagebuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.multistagebuild.gate.Gate;
import io.jenkins.plugins.multistagebuild.gate.GateJudge;
import io.jenkins.plugins.multistagebuild.gate.GateMetric;
import io.jenkins.plugins.multistagebuild.gate.GateNotation;
import io.jenkins.plugins.multistagebuild.gate.Limits;
import io.jenkins.plugins.multistagebuild.gate.References;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportWordsTest {
    private final ReportWords english = ReportWords.of(Locale.US);
    private final ReportWords chinese = ReportWords.of(Locale.SIMPLIFIED_CHINESE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Image size: 13.2 MB is within 20 MB | 镜像大小：13.2 MB，在上限 20 MB 之内",
                "Size of stage 'build': 350 MB exceeds 300 MB by 50 MB | 阶段“build”的大小：350 MB，超出上限 300 MB 达 50 MB",
                "Image size: +0.8 % (+101.4 kB) since #41, more than the +0.5 % allowed"
                        + " | 镜像大小：较 #41 变化 +0.8 % (+101.4 kB)，超出允许的 +0.5 %",
                "Reduction: -0.029 points since #41, within the -1 points allowed"
                        + " | 缩减率：较 #41 变化 -0.029 个百分点，在允许的 -1 个百分点 之内",
                "Image size: +40 kB since #41 is less than the 100 kB that count"
                        + " | 镜像大小：较 #41 变化 +40 kB，小于计入判断的最小变化 100 kB",
                "Size of '/bin': not judged, because the report does not list every file in #41"
                        + " | “/bin”的大小：未评估，因为#41 中报告没有列出所有文件",
                "this is the first build of the job | 这是该任务的第一次构建",
                "no earlier build of team » in '{1}' has a size of 'server' | team » in '{1}' 之前的构建都没有“server”的大小",
                "the report of main #7 is gone | main #7 的报告已不存在",
                "the report of #7 cannot be read (report.json.gz: damaged) | 无法读取 #7 的报告（report.json.gz: damaged）",
                "#41 made no image | #41 没有产生镜像",
            })
    void shouldSayWhatAReportSays(String written, String translated) {
        assertThat(chinese.sentence(written)).isEqualTo(translated);
        assertThat(english.sentence(written)).isEqualTo(written);
    }

    /** A reason is somebody's own words, whatever else is said in these. */
    @Test
    void shouldLeaveTheReasonOfAnIncreaseAlone() {
        assertThat(chinese.sentence("Image size: +1 MB since #41, more than the 0 B allowed; accepted: it is within"
                        + " reason; accepted: '{0}' in #7"))
                .isEqualTo("镜像大小：较 #41 变化 +1 MB，超出允许的 0 B；已接受：it is within reason; accepted: '{0}' in #7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a word of a later release", "something else in #41", "{0}", "Image size", "''"})
    void shouldLeaveWhatItDoesNotKnow(String written) {
        assertThat(english.sentence(written)).isEqualTo(written);
        if (!written.equals("Image size")) {
            assertThat(chinese.sentence(written)).isEqualTo(written);
        }
    }

    @Test
    void shouldComeToAnEndWithATextOfAnyLength() {
        String hostile = " points in".repeat(100_000);
        assertThat(english.sentence(hostile)).isEqualTo(hostile);
        assertThat(chinese.sentence(hostile)).hasSizeGreaterThan(hostile.length() / 2);
    }

    /** Also what the judge comes to say later. */
    @ParameterizedTest
    @MethodSource("verdicts")
    void shouldKnowAllThatTheJudgeSays(String sentence) {
        assertThat(english.sentence(sentence)).isEqualTo(sentence);
        assertThat(chinese.sentence(sentence).replaceAll("\\b(?:[kMG]?B|build|nothing|usr|bin)\\b", ""))
                .doesNotContainPattern("[A-Za-z]");
    }

    static Stream<String> verdicts() throws Exception {
        List<String> sentences = new ArrayList<>();
        List<SizeReport> reports = List.of(
                SampleReports.listedMovies(),
                SampleReports.earlierMovies(),
                SampleReports.movies(),
                DiamondReport.make(),
                SampleReports.failed());
        List<String> gates = Arrays.stream(GateMetric.values())
                .flatMap(ReportWordsTest::gates)
                .toList();
        for (SizeReport now : reports) {
            for (SizeReport before : reports) {
                References references = References.both(References.Candidate.of("#41", null, before));
                for (String minimum : new String[] {null, "1 GB"}) {
                    List<Gate> read = GateNotation.readAll(gates, minimum);
                    GateJudge.judge(now, new Limits(null, read, null), references)
                            .gates()
                            .forEach(gate -> sentences.add(gate.sentence()));
                }
            }
        }
        return sentences.stream().distinct();
    }

    private static Stream<String> gates(GateMetric metric) {
        boolean reduction = metric == GateMetric.REDUCTION;
        String unit = reduction ? " %" : metric == GateMetric.LAYER_COUNT ? "" : " B";
        Stream<String> subjects =
                switch (metric) {
                    case STAGE_SIZE -> Stream.of(":build", ":nothing");
                    case PATH_SIZE -> Stream.of(":/usr/bin");
                    default -> Stream.of("");
                };
        return subjects.map(subject -> metric.name() + subject)
                .flatMap(measured -> Stream.of(
                        measured + (reduction ? ">=" : "<=") + "99" + unit,
                        measured + (reduction ? ">=" : "<=") + "1" + unit,
                        measured + "@reference<=0" + unit,
                        measured + "@reference<=1 %",
                        measured + "@previous<=99 %"));
    }

    @Test
    void shouldHaveAPlaceForEveryForm() {
        assertThat(ResourceBundle.getBundle(ReportWords.class.getName(), Locale.ROOT).keySet().stream()
                        .filter(key -> key.startsWith("sentence."))
                        .map(key -> key.substring("sentence.".length())))
                .containsExactlyInAnyOrderElementsOf(ReportWords.FORMS);
    }

    @Test
    void shouldHaveAWordForEverythingThatCanBe() {
        for (ReportWords words : List.of(english, chinese)) {
            assertThat(Arrays.stream(GateMetric.values()).map(Enum::name))
                    .allSatisfy(name -> assertThat(words.metric(name)).isNotEqualTo(name));
            assertThat(List.of("PREVIOUS_DELTA", "REFERENCE_DELTA"))
                    .allSatisfy(name -> assertThat(words.baseline(name)).isNotEqualTo(name));
            assertThat(Criticality.values())
                    .allSatisfy(one -> assertThat(words.criticality(one)).isNotEqualTo(one.toString()));
        }
        assertThat(english.baseline("PROJECT")).isEmpty();
        assertThat(GateOutcome.values())
                .allSatisfy(one -> assertThat(chinese.outcome(one)).isNotEqualTo(one.toString()));
        assertThat(StageStatus.values())
                .allSatisfy(one -> assertThat(chinese.status(one)).isNotEqualTo(one.toString()));
        assertThat(english.metric("LATER_METRIC")).isEqualTo("LATER_METRIC");
    }

    @Test
    void shouldNameStagesAndBaselines() {
        SizeReport movies = SampleReports.movies();
        assertThat(chinese.stage(movies.stages().get(0))).isEqualTo("build");
        assertThat(chinese.stage(movies.stages().get(1))).isEqualTo("阶段 1");
        assertThat(english.stage(movies.stages().get(1)))
                .isEqualTo(movies.stages().get(1).label());
        for (Baseline.Kind kind : Baseline.Kind.values()) {
            Baseline baseline = new Baseline(kind, "it's {0}", 1);
            assertThat(english.baseline(baseline)).isEqualTo(baseline.label());
            assertThat(chinese.baseline(baseline)).contains("it's {0}");
        }
        assertThat(chinese.builder("classic")).isEqualTo("传统构建器");
    }
}
