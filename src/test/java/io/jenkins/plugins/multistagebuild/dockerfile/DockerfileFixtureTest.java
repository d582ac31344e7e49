package io.jenkins.plugins.multistagebuild.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a case: {@code valid/<case>} holds the whole dump, {@code invalid/<case>} the line and the message. */
class DockerfileFixtureTest {
    static Stream<Path> valid() throws IOException, URISyntaxException {
        return cases("valid");
    }

    static Stream<Path> invalid() throws IOException, URISyntaxException {
        return cases("invalid");
    }

    private static Stream<Path> cases(String kind) throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(DockerfileFixtureTest.class.getResource(kind))
                .toURI();
        try (Stream<Path> cases = Files.list(Path.of(folder))) {
            return cases.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void shouldReadValidFile(Path folder) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve("Dockerfile"));

        Dockerfile file = Dockerfile.parse("Dockerfile", bytes);

        assertThat(DockerfileDump.of(file)).isEqualTo(Files.readString(folder.resolve("expected.txt")));
        assertThat(file.print().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void shouldRefuseInvalidFile(Path folder) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve("Dockerfile"));

        DockerfileException failure =
                catchThrowableOfType(DockerfileException.class, () -> Dockerfile.parse("Dockerfile", bytes));

        assertThat(failure.getMessage() + "\n").isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }
}
