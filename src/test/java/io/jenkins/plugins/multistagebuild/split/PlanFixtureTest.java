package io.jenkins.plugins.multistagebuild.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.multistagebuild.dockerfile.DockerfileException;
import io.jenkins.plugins.multistagebuild.report.PlanJson;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a case: {@code plan/<case>} holds the plan as JSON, {@code invalid/<case>} the line and the message. */
class PlanFixtureTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<SplitCase> plan() throws Exception {
        return SplitCase.in("plan");
    }

    static Stream<SplitCase> invalid() throws Exception {
        return SplitCase.in("invalid");
    }

    @ParameterizedTest
    @MethodSource("plan")
    void shouldPlan(SplitCase example) throws Exception {
        String json = PlanJson.of(Plan.of(example.graph()));

        assertThat(MAPPER.readTree(json).toPrettyString())
                .isEqualTo(MAPPER.readTree(example.expected("expected.json")).toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void shouldRefuseToPlan(SplitCase example) throws Exception {
        DockerfileException failure = catchThrowableOfType(DockerfileException.class, () -> Plan.of(example.graph()));

        assertThat(failure).as("refusal").isNotNull();
        assertThat(failure.getMessage() + "\n").isEqualTo(example.expected("expected.txt"));
    }
}
