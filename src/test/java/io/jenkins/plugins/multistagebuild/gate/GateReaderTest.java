package io.jenkins.plugins.multistagebuild.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.report.Criticality;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "image-size<=20 MB                          | IMAGE_SIZE      | -           | PROJECT         | 20000000  | BYTES   | UNSTABLE",
                "IMAGE_SIZE <= 20 MiB !failure              | IMAGE_SIZE      | -           | PROJECT         | 20971520  | BYTES   | FAILURE",
                "image-size@reference<=10 %                 | IMAGE_SIZE      | -           | REFERENCE_DELTA | 10        | PERCENT | UNSTABLE",
                "image-size@REFERENCE_DELTA<=0 B!error      | IMAGE_SIZE      | -           | REFERENCE_DELTA | 0         | BYTES   | ERROR",
                "compressed-size@previous<=1.5%!note        | COMPRESSED_SIZE | -           | PREVIOUS_DELTA  | 1.5       | PERCENT | NOTE",
                "layer-count<=12                            | LAYER_COUNT     | -           | PROJECT         | 12        | LAYERS  | UNSTABLE",
                "stage-size:build<=400 MB                   | STAGE_SIZE      | build       | PROJECT         | 400000000 | BYTES   | UNSTABLE",
                "reduction>=90 %                            | REDUCTION       | -           | PROJECT         | 90        | PERCENT | UNSTABLE",
                "reduction@previous<=2 %                    | REDUCTION       | -           | PREVIOUS_DELTA  | 2         | PERCENT | UNSTABLE",
                "path-size:/usr/share/**<=5 MB              | PATH_SIZE       | /usr/share/** | PROJECT       | 5000000   | BYTES   | UNSTABLE",
                "path-size:/node_modules/@babel<=5 MB       | PATH_SIZE       | /node_modules/@babel | PROJECT | 5000000  | BYTES   | UNSTABLE",
                "path-size:/a<=b@previous<=5 MB             | PATH_SIZE       | /a<=b       | PREVIOUS_DELTA  | 5000000   | BYTES   | UNSTABLE",
            })
    void shouldReadTheShortForm(
            String text,
            String metric,
            String subject,
            String baseline,
            BigDecimal limit,
            String unit,
            Criticality criticality)
            throws Exception {
        Gate gate = GateNotation.readAll(List.of(text), null).get(0);
        assertThat(gate.metric()).hasToString(metric);
        assertThat(gate.subject()).isEqualTo(subject);
        assertThat(gate.baseline()).hasToString(baseline);
        assertThat(gate.threshold().value()).isEqualByComparingTo(limit);
        assertThat(gate.threshold().unit().name()).isEqualTo(unit);
        assertThat(gate.criticality()).isEqualTo(criticality);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image-size                  | --gate 'image-size': write it as METRIC[:STAGE|:PATH][@BASELINE]<=THRESHOLD[!CRITICALITY]",
                "image-size=20 MB            | write it as METRIC",
                "''                          | write it as METRIC",
                "image-size>=20 MB           | --gate 'image-size>=20 MB': write <= here; the threshold is the most that is allowed",
                "reduction<=90 %             | write >= here; of a reduction, the threshold is the least that is wanted",
                "reduction@previous>=2 %     | write <= here",
                "image-sze<=20 MB            | metric 'image-sze' is not known; give one of IMAGE_SIZE, COMPRESSED_SIZE, DISK_SIZE, LAYER_COUNT,",
                "image-size@main<=20 MB      | baseline 'main' is not known; give one of PROJECT, PREVIOUS_DELTA, REFERENCE_DELTA",
                "image-size<=20 MB!fatal     | criticality 'fatal' is not known; give one of NOTE, UNSTABLE, ERROR, FAILURE",
                "image-size<=                | no threshold is set; give one such as '20 MB'",
                "image-size<=20 XB           | threshold '20 XB' has the unknown unit 'XB'",
                "image-size<=10 %            | threshold '10 %' is growth in per cent, which needs something to grow from; set baseline",
                "image-size@previous<=lots   | growth in per cent such as '10 %' may stand here as well",
                "layer-count<=many           | threshold 'many' is no number of layers; write one such as 12",
                "layer-count<=12 MB          | threshold '12 MB' is no number of layers",
                "layer-count@previous<=1.5   | or growth in per cent such as '10 %'",
                "reduction>=90               | threshold '90' is not in per cent; REDUCTION wants one such as '90 %'",
                "reduction>=900 %            | threshold '900 %' is more than 100 %, which no REDUCTION reaches",
                "image-size:build<=1 MB      | IMAGE_SIZE is not about a stage; leave 'build' out, or set metric STAGE_SIZE",
                "stage-size<=1 MB            | STAGE_SIZE needs the stage that is meant, by its name or its index",
                "path-size<=1 MB             | PATH_SIZE needs the path that is meant, such as '/usr/lib'",
            })
    void shouldSayWhatIsWrong(String text, String complaint) {
        assertThatThrownBy(() -> GateNotation.readAll(List.of(text), null))
                .isInstanceOf(BuildProblemException.class)
                .hasMessageStartingWith("--gate '" + text + "': ")
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        List<GateSetting> settings = List.of(
                new GateSetting("qualityGates[0]", "WEIGHT", null, null, "MAIN", "20 MB", "fatal", null),
                new GateSetting("qualityGates[1]", "IMAGE_SIZE", null, null, null, "20 MB", null, null),
                new GateSetting("qualityGates[2]", null, null, null, null, null, null, null),
                new GateSetting("qualityGates[3]", "PATH_SIZE", "build", null, null, "1 parsec", null, "5 MB"));
        assertThatThrownBy(() -> GateReader.read(settings))
                .isInstanceOf(BuildProblemException.class)
                .message()
                .satisfies(message -> assertThat(message.lines().map(line -> line.substring(0, 36)))
                        .containsExactly(
                                "qualityGates[0]: metric 'WEIGHT' is ",
                                "qualityGates[0]: baseline 'MAIN' is ",
                                "qualityGates[0]: criticality 'fatal'",
                                "qualityGates[2]: no metric is set; g",
                                "qualityGates[3]: PATH_SIZE needs the",
                                "qualityGates[3]: PATH_SIZE is not ab",
                                "qualityGates[3]: threshold '1 parsec",
                                "qualityGates[3]: minimumChange '5 MB"));
    }

    @Test
    void shouldFindAGateInEachLine() throws Exception {
        List<GateSetting> gates = GateNotation.parseLines("""
                # what all of our images keep to
                image-size <= 20 MB !failure

                  path-size:/usr/lib<=1 MB
                image-size@reference<=10 %
                """);
        assertThat(gates)
                .extracting(GateSetting::where, GateSetting::path, GateSetting::baseline, GateSetting::criticality)
                .containsExactly(
                        tuple("line 2 'image-size <= 20 MB !failure'", null, null, "failure"),
                        tuple("line 4 'path-size:/usr/lib<=1 MB'", "/usr/lib", null, null),
                        tuple("line 5 'image-size@reference<=10 %'", null, "reference-delta", null));
        assertThat(GateNotation.parseLines("")).isEmpty();
        assertThat(GateNotation.parseLines("\n \n# none\n")).isEmpty();
    }

    @Test
    void shouldSayWhichLinesAreWrong() {
        assertThatThrownBy(() -> GateNotation.parseLines("image-size<=1 MB\n\nimage-size\nlayer-count<=lots"))
                .isInstanceOf(BuildProblemException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .hasSize(2)
                        .satisfiesExactly(
                                form -> assertThat(form).startsWith("line 3 'image-size': write it as METRIC"),
                                count -> assertThat(count)
                                        .startsWith("line 4 'layer-count<=lots': threshold 'lots' is no number")));
    }

    @Test
    void shouldTakeAMinimumChangeInTheMetricsUnit() throws Exception {
        Gate layers = GateReader.read(
                        List.of(new GateSetting("gate", "layer-count", null, null, "previous_delta", "0", null, "2")))
                .get(0);
        assertThat(layers.minimumChange()).isEqualTo(2);
        List<Gate> gates = GateNotation.readAll(
                List.of("image-size@previous<=0 B", "layer-count@previous<=0", "image-size<=1 MB"), "100 kB");
        assertThat(gates).extracting(Gate::minimumChange).containsExactly(100_000L, 0L, 0L);
        assertThatThrownBy(() -> GateReader.read(List.of(
                        new GateSetting("gate", "REDUCTION", null, null, "PREVIOUS_DELTA", "1 %", null, "1 %"))))
                .hasMessage("gate: minimumChange is not for REDUCTION; leave it out");
    }

    @Property(tries = 500)
    void shouldReadAnyTextOrRefuseItPolitely(@ForAll String text) {
        try {
            assertThat(GateNotation.readAll(List.of(text), null)).hasSize(1);
        } catch (BuildProblemException e) {
            assertThat(e).hasMessageStartingWith("--gate '" + text + "': ");
        }
    }
}
