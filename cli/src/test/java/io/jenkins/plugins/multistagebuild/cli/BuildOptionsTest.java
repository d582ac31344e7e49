package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the options of the build command do to the engine's build. */
class BuildOptionsTest extends EngineBuild {
    static Stream<TestDocker> dockersThatCacheByStage() {
        return Stream.of(
                TestDocker.named("MSB_DOCKER_20", "classic"),
                TestDocker.named("MSB_DOCKER_26", "classic"),
                TestDocker.named("MSB_DOCKER_26", "buildkit"));
    }

    @ParameterizedTest
    @MethodSource("dockersThatCacheByStage")
    void shouldRunASharedBaseOnceWithoutTheCache(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("""
                FROM BASE AS base
                RUN echo shared-"ran"
                FROM base AS one
                RUN echo one-"ran" >&2; echo >/one
                FROM base AS two
                RUN echo two-"ran"; echo >/two
                FROM BASE
                COPY --from=one /one /
                COPY --from=two /two /
                """);

        for (int times = 1; times <= 2; times++) {
            done(program.run("build", "--no-cache", "--report", "report", "context"), ExitStatus.DONE);
            for (String marker : List.of("shared-ran", "one-ran", "two-ran")) {
                assertThat(logs().lines().filter(line -> line.endsWith(marker)))
                        .as("%s in run %s:%n%s", marker, times, logs())
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldBuildADockerfilePerStageAndATarget() throws Exception {
        Program program = use(TestDocker.any());
        Files.writeString(context.resolve("Dockerfile.build"), "FROM " + BASE + "\nRUN echo built >/f\n");
        Files.writeString(context.resolve("Dockerfile.run"), "FROM " + BASE + "\nCOPY --from=build /f /f\n");
        Object[] arguments = {
            "build", "-f", "build=context/Dockerfile.build", "-f", "run=context/Dockerfile.run", "-t", TAG, "context"
        };

        assertThat(done(program.run(arguments), 0).out()).contains("/f 6 B");
        assertThat(docker.ask("run", "--rm", "--network", "none", TAG, "cat", "/f"))
                .isEqualTo("built");

        dockerfile("FROM BASE AS first\nRUN echo first >/f\nFROM BASE AS second\nRUN exit 3\n");
        done(program.run("build", "--target", "FIRST", "-t", TAG, "--network", "none", "context"), 0);
        assertThat(docker.ask("run", "--rm", "--network", "none", TAG, "cat", "/f"))
                .isEqualTo("first");
    }

    @ParameterizedTest
    @MethodSource("dockers")
    void shouldHandSecretsToBuildKit(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("""
                FROM BASE AS build
                RUN --mount=type=secret,id=token grep -q "^s3cr.t-value$" /run/secrets/token && echo yes >/f
                FROM BASE
                COPY --from=build /f /f
                """);
        Files.writeString(folder.resolve("token"), "s3cret-value");
        Program.Ended ended = program.run("build", "-t", TAG, "--secret", "id=token,src=token", "context");

        if (used.classic()) {
            assertThat(ended.complaint(ExitStatus.BAD_INPUT)).contains("classic builder", "--secret", "BuildKit");
        } else {
            assertThat(done(ended, ExitStatus.DONE).err()).doesNotContain("s3cret-value");
        }
    }

    @Test
    void shouldKnowTheEnvironmentOfABaseImage() throws Exception {
        Program program = use(TestDocker.any());
        Path base = Files.createDirectories(folder.resolve("base"));
        Files.writeString(base.resolve("Dockerfile"), "FROM " + BASE + "\nENV OUT=/made/here\n");
        docker.ask("build", "--tag", TAG + ":env", base.toString());
        dockerfile("FROM BASE AS build\nRUN mkdir -p /made/here && echo >/made/here/f && echo >/made/other\n" + "FROM "
                + TAG + ":env\nCOPY --from=build $OUT/f /\n");

        Program.Ended ended = done(program.run("build", "-t", TAG, "--report", "report", "context"), ExitStatus.DONE);

        assertThat(ended.out()).contains("/made/here/f 1 B");
    }

    /** Buildx brings them; before it docker has no such option. */
    @ParameterizedTest
    @MethodSource("dockers")
    void shouldHandNamedContextsToBuildx(TestDocker used) throws Exception {
        Program program = use(used);
        dockerfile("FROM BASE AS build\nRUN exit 3\nFROM scratch\nCOPY --from=build /f /f\n");
        Files.writeString(Files.createDirectories(folder.resolve("built")).resolve("f"), "given");
        Program.Ended ended =
                program.run("build", "-t", TAG, "--build-context", "build=built", "--baseline", "none", "context");

        if (used.variable().equals("MSB_DOCKER_26") && !used.classic()) {
            ended.hasStatus(ExitStatus.DONE).leftNothing();
            assertThat(program.run("size", TAG).hasStatus(ExitStatus.DONE).out())
                    .contains("/f");
        } else {
            assertThat(ended.complaint(ExitStatus.BAD_INPUT))
                    .contains("--build-context build: ", "knows no named contexts; build with BuildKit and buildx");
        }
    }
}
