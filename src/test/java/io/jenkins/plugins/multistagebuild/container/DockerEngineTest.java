package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against every real docker at hand, with both builders. */
class DockerEngineTest {
    private static final String ENGINES = "io.jenkins.plugins.multistagebuild.container.TestEngines#dockers";
    private static final String BUSYBOX = System.getenv().getOrDefault("MSB_TEST_BASE", "msb-test/busybox");

    @TempDir
    Path folder;

    private final String name = "msb-test/" + UUID.randomUUID();
    private final List<Runnable> cleaning = new ArrayList<>();
    private Path context;

    @BeforeEach
    void makeContext() throws Exception {
        context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("a"), "hello\n");
    }

    @AfterEach
    void removeImages() {
        cleaning.forEach(Runnable::run);
    }

    private void removeLater(ContainerEngine engine, String... references) {
        cleaning.add(() -> {
            try {
                engine.remove(List.of(references));
            } catch (ContainerException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private BuildRequest request(String dockerfile) throws Exception {
        Path file = Files.createDirectories(folder.resolve("outside")).resolve("Dockerfile");
        Files.writeString(file, dockerfile);
        return BuildRequest.of(context, file).withTag(name).withNetwork("none").withTimeout(Duration.ofMinutes(2));
    }

    private void build(ContainerEngine engine, BuildRequest request) throws Exception {
        removeLater(engine, name);
        engine.build(request, OutputListener.SILENT);
    }

    private List<String> files(ContainerEngine engine, String reference) throws Exception {
        Path archive = folder.resolve(UUID.randomUUID() + ".tar");
        Path rootfs = folder.resolve(UUID.randomUUID() + ".rootfs.tar");
        engine.save(reference, archive);
        LayerFlattener.flatten(archive, rootfs);
        return TarListing.of(rootfs);
    }

    /** A tiny image with a shell, for builds that run something. */
    private static String busybox(ContainerEngine engine) throws Exception {
        assumeThat(engine.inspect(BUSYBOX)).as(BUSYBOX + " is there").isNotNull();
        return BUSYBOX;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldBuildInspectTagAndRemove(ContainerEngine engine) throws Exception {
        build(
                engine,
                request("FROM scratch\nARG X=0\nLABEL x=$X\nENV A=b=c\nONBUILD COPY a /z\nCOPY a /a\n")
                        .withBuildArgs(Map.of("X", "a \"quoted\" 'value'"))
                        .withLabels(Map.of("msb.test", name)));

        ImageInfo image = engine.inspect(name);

        assertThat(image).isNotNull();
        assertThat(image.layerCount()).isEqualTo(1);
        assertThat(image.environment()).contains("A=b=c");
        assertThat(image.onBuild()).containsExactly("COPY a /z");
        assertThat(image.os()).isEqualTo("linux");
        assertThat(image.config().path("Labels").path("x").asText()).isEqualTo("a \"quoted\" 'value'");
        assertThat(engine.imagesWithLabel("msb.test", name)).containsExactly(image.id());
        engine.tag(name, name + ":other");
        assertThat(engine.inspect(name + ":other")).isEqualTo(image);
        engine.remove(List.of(name, name + ":other", name + ":never-was"));
        assertThat(engine.inspect(name)).isNull();
        assertThat(engine.imagesWithLabel("msb.test", name)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldNameTheFailingLine(ContainerEngine engine) throws Exception {
        BuildRequest request = request("# comment\nFROM scratch AS one\nCOPY a \\\n  /a\n\nFROM scratch\n"
                + "COPY --from=one /a /b\n\nCOPY missing /\n");

        assertThatThrownBy(() -> build(engine, request))
                .isInstanceOfSatisfying(BuildFailedException.class, e -> {
                    assertThat(e.line()).isEqualTo(9);
                    assertThat(e.exitStatus()).isEqualTo(1);
                })
                .hasMessageStartingWith("'docker build' exited with 1: ")
                .hasMessageContaining("missing");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldNameTheLineOfACommandThatFails(ContainerEngine engine) throws Exception {
        BuildRequest request = request("FROM " + busybox(engine) + "\nRUN echo one\nRUN echo two \\\n && exit 7\n")
                .withBuildArgs(Map.of("SECRET", "do-not-print"));

        assertThatThrownBy(() -> build(engine, request))
                .isInstanceOfSatisfying(
                        BuildFailedException.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageContaining("7")
                .hasMessageNotContaining("do-not-print");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldNotTakeTheWordsOfACommandForALostEngine(ContainerEngine engine) throws Exception {
        BuildRequest request = request("FROM " + busybox(engine)
                + "\nRUN echo 'Cannot connect to the Docker daemon at unix:///x' >&2; exit 3\n");

        assertThatThrownBy(() -> build(engine, request)).isInstanceOf(BuildFailedException.class);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldLeaveNoContainerBehindWhenTimeIsUp(ContainerEngine engine) throws Exception {
        String mark = UUID.randomUUID().toString();
        BuildRequest request = request("FROM " + busybox(engine) + "\nRUN sleep 300; echo " + mark + "\n")
                .withTimeout(Duration.ofSeconds(4));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> build(engine, request))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("time limit of 4 s");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        assertThat(containersWith(engine, mark)).isEmpty();
    }

    /** The daemon needs a moment to remove a container after its client went away. */
    private static List<String> containersWith(ContainerEngine engine, String mark) throws Exception {
        List<String> left = List.of(mark);
        for (int i = 0; i < 100 && !left.isEmpty(); i++) {
            left = TestEngines.run(engine, "ps", "--all", "--no-trunc", "--format", "{{.Command}}")
                    .lines()
                    .filter(line -> line.contains(mark))
                    .toList();
            Thread.sleep(left.isEmpty() ? 0 : 200);
        }
        return left;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldHonourTheUsersOwnIgnoreFile(ContainerEngine engine) throws Exception {
        Files.writeString(context.resolve("b"), "b");
        Path ignore = Files.writeString(folder.resolve("x.dockerignore"), "b\n");

        BuildRequest request = request("FROM scratch\nCOPY . /\n").withIgnoreFile(ignore);
        build(engine, request);

        boolean known = engine.builder() != Builder.CLASSIC;
        assertThat(files(engine, name).stream().filter(line -> line.startsWith("b ")))
                .hasSize(known ? 0 : 1);
        assertThat(request.dockerfile().resolveSibling("Dockerfile.dockerignore"))
                .doesNotExist();
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldImportWhatATarHolds(ContainerEngine engine) throws Exception {
        Path tar = folder.resolve("in.tar");
        byte[] capability = {1, 0, 0, 2, (byte) 0x80, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        try (OutputStream out = Files.newOutputStream(tar);
                TarWriter writer = new TarWriter(out)) {
            writer.add(new TarHeader("bin", '5', 01755, 1, 2, 0, 9, "", 0, 0, Map.of()));
            writer.add(new TarHeader(
                    "bin/cap",
                    '0',
                    0755,
                    0,
                    0,
                    0,
                    9,
                    "",
                    0,
                    0,
                    Map.of("SCHILY.xattr.security.capability", capability)));
            writer.add(new TarHeader("bin/suid", '0', 04750, 1001, 1002, 0, 9, "", 0, 0, Map.of()));
            writer.add(new TarHeader("bin/t\u00e4st\nline", '0', 0644, 3_000_000, 2, 0, 9, "", 0, 0, Map.of()));
        }
        removeLater(engine, name);

        engine.importTar(tar, name, null, Map.of("msb.test", "a $HOME \"b\" \\c"));

        assertThat(files(engine, name)).isEqualTo(TarListing.of(tar));
        ImageInfo image = engine.inspect(name);
        assertThat(image.layerCount()).isEqualTo(1);
        assertThat(image.config().path("Labels").path("msb.test").asText()).isEqualTo("a $HOME \"b\" \\c");
    }

    static Stream<List<String>> ignoreFiles() {
        return Stream.of(
                List.of("Dockerfile", "README.md"),
                List.of("*.md", "!README.md"),
                List.of("**/*.log"),
                List.of("node_modules"),
                List.of("sub dir/ignored?"),
                List.of("*", "!a", "!.dockerignore", "!sub dir/keep"),
                List.of(".dockerignore", "README.md"),
                List.of("Dockerfile", ".dockerignore"),
                List.of("# nothing"));
    }

    /** The whole point: COPY . . ships the same files as a plain docker build of the Dockerfile inside. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void shouldShipTheContextAsPlainDockerBuildDoes(ContainerEngine engine) throws Exception {
        String dockerfile = "FROM scratch\nCOPY . /x\n";
        fillContext(dockerfile);
        for (List<String> ignore : ignoreFiles().toList()) {
            Files.write(context.resolve(".dockerignore"), ignore);
            BuildRequest request = request(dockerfile);
            build(engine, request);
            List<String> ours = files(engine, name);
            removeLater(engine, name + ":plain");
            TestEngines.run(engine, "build", "-q", "-t", name + ":plain", context.toString());
            List<String> plain = files(engine, name + ":plain");

            boolean impossible = engine.builder() == Builder.CLASSIC
                    && ClassicContext.of(request) == null
                    && plain.stream().anyMatch(line -> line.startsWith("x/.dockerignore "));
            if (impossible) {
                assertThat(ignore).as("no pattern to hide behind").containsExactly("# nothing");
            } else {
                assertThat(ours).as("with %s", ignore).isEqualTo(plain);
            }
        }
    }

    private void fillContext(String dockerfile) throws Exception {
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Files.writeString(context.resolve("README.md"), "read me");
        Files.writeString(context.resolve("x.log"), "log");
        Path sub = Files.createDirectories(context.resolve("sub dir"));
        Files.writeString(sub.resolve("keep"), "keep");
        Files.writeString(sub.resolve("ignored1"), "ignored");
        Files.writeString(sub.resolve("\u00e4\u00f6 \u4e2d.txt"), "unicode");
        Files.writeString(sub.resolve("line\nbreak 'and' \"quotes\""), "newline");
        Files.createDirectories(context.resolve("node_modules/m"));
        Files.createDirectories(context.resolve("empty"));
        Files.writeString(context.resolve("deep-" + "n".repeat(120)), "a long name");
        Files.createSymbolicLink(context.resolve("link"), Path.of("sub dir/keep"));
        Files.createSymbolicLink(context.resolve("dangling"), Path.of("../nowhere/"));
        Files.createLink(context.resolve("zz-hard"), sub.resolve("keep"));
        Path tool = Files.writeString(context.resolve("tool"), "#!");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setAttribute(tool, "unix:mode", 04751);
        Path socket = context.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
    }
}
