package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A docker daemon of the test's own, with a small disk, that is killed in the middle. Needs root and dockerd. */
class EngineTroubleTest {
    /** Short, because the path of a socket may not be longer than 107 bytes. */
    @TempDir
    Path folder;

    private Path mounted;
    private Path run;
    private Process daemon;
    private Path context;

    @BeforeEach
    void context() throws IOException {
        context = Files.createDirectories(folder.resolve("context"));
    }

    private void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text.replace("BASE", TestDocker.BASE));
    }

    private static int sh(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            System.out.println(String.join(" ", command) + ": " + said);
        }
        return status;
    }

    private Path smallDisk(String name, String size) throws Exception {
        mounted = Files.createDirectories(folder.resolve(name));
        if (sh("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mounted.toString()) != 0) {
            mounted = null;
            throw TestDocker.skip("no small file system can be mounted here");
        }
        return mounted;
    }

    /** A daemon with 48 MB of disk and the base image. */
    private Program program() throws Exception {
        TestDocker docker = TestDocker.any();
        ProcessHandle model = running(docker);
        Path data = smallDisk("data", "48m");
        run = Files.createTempDirectory("msb-d");
        List<String> command =
                new ArrayList<>(List.of(model.info().command().orElseThrow(), "--data-root", data.toString()));
        command.addAll(List.of("--exec-root", run + "/exec", "--pidfile", run + "/pid", "--host", host()));
        command.addAll(List.of("--storage-driver", "vfs", "--bridge=none", "--iptables=false", "--ip6tables=false"));
        command.addAll(List.of(
                "--config-file",
                Files.writeString(run.resolve("daemon.json"), "{}").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(model));
        daemon = builder.redirectOutput(folder.resolve("dockerd.log").toFile()).start();
        Path image = folder.resolve("base.tar");
        docker.ask("save", "--output", image.toString(), TestDocker.BASE);
        Program.until("dockerd answers", () -> {
            assertThat(daemon.isAlive()).as("dockerd runs").isTrue();
            return Files.exists(run.resolve("docker.sock"));
        });
        assertThat(sh(docker.client(), "--host", host(), "load", "--input", image.toString()))
                .isZero();
        Files.delete(image);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = Files.writeString(
                bin.resolve("docker"), "#!/bin/sh\nexec '" + docker.client() + "' --host '" + host() + "' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Program(folder).with("PATH", bin + ":" + System.getenv("PATH"));
    }

    /** The daemon that serves the other tests; ours runs the same program in the same environment. */
    private static ProcessHandle running(TestDocker docker) {
        String host = System.getenv(docker.variable() + "_HOST");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
                .filter(process -> Arrays.asList(process.info().arguments().orElse(new String[0]))
                        .contains(host))
                .findFirst()
                .orElseThrow(() -> TestDocker.skip("no dockerd at " + host + " to start another of"));
    }

    private static Map<String, String> environment(ProcessHandle process) throws IOException {
        String text = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
        return Stream.of(text.split("\0"))
                .filter(entry -> entry.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        entry -> entry.substring(0, entry.indexOf('=')),
                        entry -> entry.substring(entry.indexOf('=') + 1),
                        (first, second) -> first));
    }

    private String host() {
        return "unix://" + run + "/docker.sock";
    }

    @AfterEach
    void stop() throws Exception {
        if (daemon != null) {
            daemon.destroy();
            if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
                daemon.destroyForcibly().waitFor();
            }
        }
        if (run != null) {
            sh("sh", "-c", "umount '" + run + "'/exec/netns/* 2>/dev/null; rm -rf '" + run + "'");
        }
        if (mounted != null) {
            sh("sh", "-c", "umount '" + mounted + "/vfs' 2>/dev/null; umount -l '" + mounted + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void shouldTellAFullDiskAndAnEngineThatDies(String builder) throws Exception {
        Program program = program();
        dockerfile("FROM BASE AS build\nRUN dd if=/dev/zero of=/big bs=1000000 count=90\nFROM BASE\n"
                + "COPY --from=build /big /big\n");
        Object[] arguments = {"build", "--engine", "docker", "--builder", builder, "--network", "none", context};

        String full = program.run(arguments).complaint(ExitStatus.STAGE_FAILED);

        assertThat(full).contains("The disk is full", "No space left on device", "Make room");
        String sleep = "sleep 64." + System.nanoTime();
        dockerfile("FROM BASE AS build\nRUN " + sleep + "\nFROM BASE\nCOPY --from=build /big /big\n");
        Program.Started started = program.start(arguments).until("the stage sleeps", () -> Program.runs(sleep));
        daemon.destroyForcibly().waitFor();

        assertThat(started.await().complaint(ExitStatus.STAGE_FAILED))
                .contains("The container engine went away during 'docker build'", "build again");
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(run.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldSayThatThereIsNoRoomForItsOwnFiles() throws Exception {
        TestDocker docker = TestDocker.any();
        dockerfile("FROM BASE AS build\nRUN echo >/f\nFROM BASE\nCOPY --from=build /f /f\n");
        Path full = smallDisk("small", "16k");
        Files.write(full.resolve("filling"), new byte[12 * 1024]);
        Program program = docker.program(folder).with("TMPDIR", full.toString());

        Program.Ended ended = program.run("build", context).leftNothing();

        assertThat(ended.status()).as(ended.err()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.err()).contains("No space left on device", "TMPDIR").doesNotContain("\tat ");
        try (Stream<Path> left = Files.list(full)) {
            assertThat(left).hasSize(1);
        }
    }
}
