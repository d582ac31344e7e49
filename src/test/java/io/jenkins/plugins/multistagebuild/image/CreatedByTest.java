package io.jenkins.plugins.multistagebuild.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedByTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "/bin/sh -c #(nop) ADD file:1d3f in /  > ADD file:1d3f in /",
                "/bin/sh -c #(nop)  CMD [\"sh\"] > CMD [\"sh\"]",
                "/bin/sh -c apt-get update > RUN apt-get update",
                "|1 VERSION=1 2 /bin/sh -c make > RUN make",
                "RUN /bin/sh -c make # buildkit > RUN make",
                "RUN |2 A=1 B=x y /bin/sh -c make\t  all # buildkit > RUN make all",
                "COPY /out/app /app # buildkit > COPY /out/app /app",
                "bazel build ... > bazel build ...",
                "RUN /bin/bash -o pipefail -c x # buildkit > RUN /bin/bash -o pipefail -c x",
            })
    void shouldReadLikeTheDockerfile(String createdBy, String instruction) {
        assertThat(CreatedBy.readable(createdBy)).isEqualTo(instruction);
    }

    @Test
    void shouldSayNothingRatherThanTheWrongThing() throws Exception {
        String config =
                "{\"history\":[{\"created_by\":\"A\"},{\"created_by\":\"B\",\"empty_layer\":true},{\"comment\":\"C\"}]}";
        assertThat(CreatedBy.ofLayers(new ObjectMapper().readTree(config), 2)).containsExactly("A", "C");
        assertThat(CreatedBy.ofLayers(new ObjectMapper().readTree(config), 3)).containsExactly("", "", "");
    }
}
