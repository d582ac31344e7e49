package io.jenkins.plugins.multistagebuild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The program in a JVM of its own, as a user starts it: with its own environment, working directory and folder for
 * temporary files. Whatever it starts inherits a variable by which it is found afterwards.
 */
final class Program {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String MARK = "MSB_TEST_RUN";

    private final Path home;
    private final Path temporary;
    private final Map<String, String> environment = new HashMap<>();
    private final String mark = UUID.randomUUID().toString();
    private Path directory;

    /** @param home a folder for its outputs and temporary files */
    Program(Path home) throws IOException {
        this.home = home;
        directory = home;
        temporary = Files.createDirectories(home.resolve("tmp"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("TMPDIR", temporary.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put(MARK, mark);
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    /** The folder for its temporary files. */
    Path temporary() {
        return temporary;
    }

    /** Runs it to its end. */
    Ended run(Object... arguments) throws Exception {
        return start(arguments).await();
    }

    Started start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // A shell that starts a job in the background has it ignore SIGINT, and every child inherits that.
        // And a group of its own, as a terminal gives each command. By its path, for a test may set another PATH.
        command.addAll(List.of("setsid", "/usr/bin/env", "--default-signal=INT,TERM"));
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Started(this, builder.start(), out, err);
    }

    /** A run that is under way. */
    record Started(Program program, Process process, Path out, Path err) {
        Ended await() throws Exception {
            try {
                assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as("ended within %s; standard error so far:%n%s", LIMIT, text(err))
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Ended(program, process.exitValue(), text(out), text(err));
        }

        /** Sends a signal by its name. */
        Started signal(String name) throws Exception {
            return kill(name, Long.toString(process.pid()));
        }

        /** Sends it to all that it started as well, as Ctrl-C in a terminal does. */
        Started signalAll(String name) throws Exception {
            return kill(name, "-" + process.pid());
        }

        private Started kill(String name, String whom) throws Exception {
            Process kill = new ProcessBuilder("kill", "-" + name, "--", whom)
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor()).isZero();
            return this;
        }

        /** Waits until something holds, at most as long as a run may take. */
        Started until(String what, BooleanSupplier condition) throws Exception {
            Program.until(what + "; standard error so far:\n" + text(err), () -> {
                assertThat(process.isAlive()).as("runs; %s", text(err)).isTrue();
                return condition.getAsBoolean();
            });
            return this;
        }
    }

    static void until(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting: %s", what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Whether a process with this command line runs on this machine, in a container or not. */
    static boolean runs(String commandLine) {
        return processes("cmdline")
                .anyMatch(text -> text.replace('\0', ' ').strip().equals(commandLine));
    }

    private static Stream<String> processes(String file) {
        return ProcessHandle.allProcesses().map(process -> {
            try {
                Path facts = Path.of("/proc", Long.toString(process.pid()), file);
                return new String(Files.readAllBytes(facts), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return ""; // gone in the meantime
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run printed and how it ended. */
    record Ended(Program program, int status, String out, String err) {
        Ended hasStatus(int expected) {
            assertThat(status).as("exit status; standard error:%n%s", err).isEqualTo(expected);
            return this;
        }

        /** The message, after a look that there is no stack trace and that nothing was left behind. */
        String complaint(int expected) throws IOException {
            hasStatus(expected).leftNothing();
            assertThat(err).contains("error: ").doesNotContain("\tat ").doesNotContain("Exception");
            return err.substring(err.indexOf("error: "));
        }

        /** No temporary file and no process of the run is left. */
        Ended leftNothing() throws IOException {
            try (Stream<Path> left = Files.list(program.temporary)) {
                assertThat(left).as("temporary files").isEmpty();
            }
            assertThat(processes("environ").filter(text -> text.contains(MARK + "=" + program.mark)))
                    .as("processes of the run")
                    .isEmpty();
            return this;
        }
    }
}
