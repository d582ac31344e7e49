package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run, word by word; what the engines make of it is the business of the tests with real engines. */
class ContainerEnginesTest {
    private static final String VERSION = "docker version";

    private final RecordingRunner runner = new RecordingRunner();

    @TempDir
    Path folder;

    private ContainerEngine find(EngineKind kind, Builder builder, String... environment) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : environment) {
            variables.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        return ContainerEngines.find(kind, builder, variables, runner);
    }

    private void docker(String client, String server) {
        runner.on(VERSION, client + "|" + server + "|linux|default");
    }

    private void dockerIsDown() {
        runner.on(VERSION, 1, List.of(), List.of("Cannot connect to the Docker daemon at unix:///x."));
    }

    private BuildRequest request() throws Exception {
        Path context = Files.createDirectories(folder.resolve("context"));
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        return BuildRequest.of(context, dockerfile);
    }

    @Test
    void shouldTakeBuildKitInsideAnOldDocker() throws Exception {
        docker("20.10.24", "20.10.24");

        ContainerEngine engine = find(null, null, "DOCKER_HOST=tcp://h");
        engine.build(request(), OutputListener.SILENT);

        assertThat(engine.name()).isEqualTo("docker");
        assertThat(engine.version()).isEqualTo("20.10.24");
        assertThat(engine.builder()).isEqualTo(Builder.BUILDKIT);
        assertThat(engine.supportsNoCacheStages()).isFalse();
        assertThat(engine.notes()).isEmpty();
        assertThat(runner.lastEnvironment())
                .containsEntry("DOCKER_HOST", "tcp://h")
                .containsEntry("DOCKER_BUILDKIT", "1")
                .doesNotContainKey("BUILDX_BUILDER");
    }

    @Test
    void shouldTakeTheDaemonsOwnBuilderOfBuildx() throws Exception {
        docker("26.1.5", "26.1.5");

        ContainerEngine engine = find(null, null, "BUILDX_BUILDER=far");
        engine.build(request(), OutputListener.SILENT);

        assertThat(engine.supportsNoCacheStages()).isTrue();
        assertThat(engine.notes())
                .singleElement()
                .asString()
                .contains("BUILDX_BUILDER=far")
                .contains("'default'");
        assertThat(runner.lastEnvironment()).containsEntry("BUILDX_BUILDER", "default");
    }

    @Test
    void shouldBuildInTheDaemonOfTheContext() throws Exception {
        runner.on(VERSION, "26.1.5|26.1.5|linux|far-away");

        find(null, null).build(request(), OutputListener.SILENT);

        assertThat(runner.lastEnvironment()).containsEntry("BUILDX_BUILDER", "far-away");
    }

    @Test
    void shouldFallBackToClassicWithoutBuildx() throws Exception {
        docker("26.1.5", "26.1.5");
        runner.on("docker buildx version", 1, List.of(), List.of("docker: 'buildx' is not a docker command."));

        ContainerEngine engine = find(null, null);

        assertThat(engine.builder()).isEqualTo(Builder.CLASSIC);
        assertThat(engine.notes()).singleElement().asString().contains("buildx plugin is missing");
        assertThatThrownBy(() -> find(null, Builder.BUILDKIT))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("docker-buildx");
    }

    @Test
    void shouldTakeClassicWhenTheUserSaysSo() throws Exception {
        docker("26.1.5", "26.1.5");

        assertThat(find(null, null, "DOCKER_BUILDKIT=0").builder()).isEqualTo(Builder.CLASSIC);
        assertThat(find(null, null, "DOCKER_BUILDKIT=1").builder()).isEqualTo(Builder.BUILDKIT);
        assertThat(find(null, Builder.BUILDKIT, "DOCKER_BUILDKIT=0").builder()).isEqualTo(Builder.BUILDKIT);
    }

    @Test
    void shouldGoOnToPodmanAndBuildah() throws Exception {
        dockerIsDown();
        runner.on("podman version", "4.3.1");
        assertThat(find(null, null).name()).isEqualTo("podman");

        runner.on("podman version", 125, List.of(), List.of("broken"));
        runner.on("buildah --version", "buildah version 1.28.2 (image-spec 1.1.0-rc2)");
        find(null, null);
        ContainerEngine engine = find(null, null);
        assertThat(engine.name()).isEqualTo("buildah");
        assertThat(engine.version()).isEqualTo("1.28.2");
        assertThat(engine.builder()).isEqualTo(Builder.BUILDAH);
    }

    @Test
    void shouldNotTakePodmansStandInForDocker() throws Exception {
        runner.on(VERSION, "4.3.1|4.3.1|<no value>extra words");
        runner.on("podman version", "4.3.1");

        assertThat(find(null, null).name()).isEqualTo("podman");
    }

    @Test
    void shouldSayWhatEachEngineAnswered() {
        dockerIsDown();
        runner.without("podman");
        runner.on("buildah --version", 1, List.of(), List.of());

        assertThatThrownBy(() -> find(null, null))
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessage(
                        "No container engine answers. Looked for docker: exited with 1 (Cannot connect to the Docker"
                                + " daemon at unix:///x.); podman: not on the PATH; buildah: exited with 1. Install Docker, Podman"
                                + " or Buildah, start the Docker daemon where there is one, or set DOCKER_HOST to a daemon that"
                                + " runs.");
        assertThatThrownBy(() -> find(EngineKind.PODMAN, null))
                .isInstanceOf(EngineNotFoundException.class)
                .hasMessageContaining("Install podman");
    }

    @Test
    void shouldRefuseABuilderThatTheEngineLacks() {
        assertThatThrownBy(() -> find(EngineKind.PODMAN, Builder.BUILDKIT))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("podman has a builder of its own");
        assertThatThrownBy(() -> find(EngineKind.DOCKER, Builder.BUILDAH)).isInstanceOf(ContainerException.class);
    }

    @Test
    void shouldPassEverythingToBuildKit() throws Exception {
        docker("26.1.5", "26.1.5");
        BuildRequest request = request()
                .withTag("t")
                .withPlatform("linux/arm64")
                .withNetwork("none")
                .withNoCache(true)
                .withNoCacheStages(List.of("a", "b"))
                .withBuildArgs(Map.of("X", "a b;$c"))
                .withLabels(Map.of("l", "v"))
                .withSecrets(List.of("id=s,src=f"))
                .withSsh(List.of("default"))
                .withCacheFrom(List.of("i:1"));

        find(null, null).build(request, OutputListener.SILENT);

        assertThat(runner.last())
                .containsExactly(
                        "docker",
                        "build",
                        "--progress",
                        "plain",
                        "--tag",
                        "t",
                        "--platform",
                        "linux/arm64",
                        "--network",
                        "none",
                        "--no-cache",
                        "--build-arg",
                        "X=a b;$c",
                        "--label",
                        "l=v",
                        "--secret",
                        "id=s,src=f",
                        "--ssh",
                        "default",
                        "--cache-from",
                        "i:1",
                        "--no-cache-filter",
                        "a,b",
                        "--file",
                        request.dockerfile().toString(),
                        request.context().toString());
    }

    @Test
    void shouldPassTheLeastToTheOthers() throws Exception {
        docker("20.10.24", "20.10.24");
        BuildRequest request = request();
        String dockerfile = request.dockerfile().toString();
        String context = request.context().toString();

        find(null, Builder.CLASSIC).build(request, OutputListener.SILENT);
        assertThat(runner.last()).containsExactly("docker", "build", "--force-rm", "--file", dockerfile, context);
        runner.on("podman version", "4.3.1");
        find(EngineKind.PODMAN, null).build(request.withIgnoreFile(Path.of("/i")), OutputListener.SILENT);
        assertThat(runner.last())
                .containsExactly("podman", "build", "--force-rm", "--ignorefile", "/i", "--file", dockerfile, context);
        runner.on("buildah --version", "buildah version 1.28.2");
        find(EngineKind.BUILDAH, null).build(request, OutputListener.SILENT);
        assertThat(runner.last())
                .containsExactly("buildah", "build", "--layers", "--force-rm", "--file", dockerfile, context);
    }

    @Test
    void shouldRefuseWhatTheBuilderCannot() throws Exception {
        docker("20.10.24", "20.10.24");
        ContainerEngine classic = find(null, Builder.CLASSIC);

        assertThatThrownBy(() -> classic.build(request().withSecrets(List.of("id=x")), OutputListener.SILENT))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("--secret");
        assertThatThrownBy(() -> classic.build(request().withNoCacheStages(List.of("x")), OutputListener.SILENT))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("--no-cache");
    }

    @Test
    void shouldHideTheDockerfileBehindTheUsersOwnRules() throws Exception {
        docker("20.10.24", "20.10.24");
        BuildRequest request = request();
        Files.writeString(request.context().resolve(".dockerignore"), "node_modules\n");
        Files.createDirectories(request.context().resolve("node_modules"));

        find(null, Builder.CLASSIC).build(request, OutputListener.SILENT);

        assertThat(runner.last()).containsExactly("docker", "build", "--force-rm", "--file", "node_modules", "-");
        Path sent = Files.write(folder.resolve("sent.tar"), runner.inputs.get(0));
        assertThat(TarListing.of(sent)).hasSize(2).anyMatch(line -> line.startsWith("node_modules 0 0644 0:0 13 "));
    }

    @Test
    void shouldBuildOnceMoreWhenACachedLayerVanished() throws Exception {
        docker("20.10.24", "20.10.24");
        runner.on("docker build", 1, List.of(), List.of("unable to find image \"sha256:0123abcd\""));
        runner.on("docker build", 0, List.of("done"), List.of());

        find(null, Builder.CLASSIC).build(request(), OutputListener.SILENT);

        assertThat(runner.commands.stream().filter(c -> c.arguments().contains("build")))
                .hasSize(2);
    }

    @Test
    void shouldTellTheKindsOfFailureApart() throws Exception {
        docker("26.1.5", "26.1.5");
        runner.on("docker build", 1, List.of(), List.of("ERROR: failed to solve: no space left on device"));
        runner.on("docker build", 1, List.of(), List.of("error during connect: EOF"));
        ContainerEngine engine = find(null, Builder.BUILDKIT);

        assertThatThrownBy(() -> engine.build(request(), OutputListener.SILENT))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContaining("docker system prune");
        assertThatThrownBy(() -> engine.build(request(), OutputListener.SILENT))
                .isInstanceOf(EngineLostException.class)
                .hasMessageContaining("error during connect: EOF");
    }

    @Test
    void shouldTakeAnEngineThatNoLongerAnswersForLost() throws Exception {
        docker("26.1.5", "26.1.5");
        ContainerEngine engine = find(null, Builder.BUILDKIT);
        runner.on("docker build", 1, List.of("#5 RUN make"), List.of());
        runner.on(VERSION, 1, List.of(), List.of("Cannot connect"));
        runner.run(new Command(List.of("docker", "version"), Map.of()), OutputListener.SILENT);

        assertThatThrownBy(() -> engine.build(request(), OutputListener.SILENT))
                .isInstanceOf(EngineLostException.class);
    }

    @Test
    void shouldFailToRemoveOnlyWhatIsStillThere() throws Exception {
        docker("26.1.5", "26.1.5");
        ContainerEngine engine = find(null, Builder.CLASSIC);
        runner.on("docker rmi", 1, List.of(), List.of("Error response from daemon: No such image: a:latest"));
        runner.on("docker rmi", 1, List.of(), List.of("No such image: a", "conflict: image is being used"));

        engine.remove(List.of());
        engine.remove(List.of("a"));
        assertThat(runner.last()).containsExactly("docker", "rmi", "--no-prune", "a");
        assertThatThrownBy(() -> engine.remove(List.of("a", "b"))).hasMessageContaining("is being used");
    }
}
