package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LocalProcessRunnerTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    private final LocalProcessRunner runner = new LocalProcessRunner(Duration.ofSeconds(2));
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    private static Command shell(String script) {
        return new Command(List.of("sh", "-c", script), ENVIRONMENT);
    }

    @Test
    void shouldReturnTheExitStatusAndEveryLine() throws Exception {
        int status = runner.run(shell("printf 'a\\nb\\r\\nc\\rd\\n\\nlast'; exit 7"), lines::add);

        assertThat(status).isEqualTo(7);
        assertThat(lines).containsExactly("a", "b", "c", "d", "", "last");
    }

    @Test
    void shouldTellThePipesApart() throws Exception {
        List<String> errors = new ArrayList<>();
        runner.run(shell("echo out; echo err >&2"), new OutputListener() {
            @Override
            public void line(String line) {
                lines.add(line);
            }

            @Override
            public void errorLine(String line) {
                errors.add(line);
            }
        });

        assertThat(lines).containsExactly("out");
        assertThat(errors).containsExactly("err");
    }

    @Test
    void shouldSurviveAFloodOnBothPipesAndTheInput() throws Exception {
        int count = 200_000;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        // A background job of sh reads nothing unless it is given the input.
        Command command = shell("exec 3<&0; cat <&3 >&2 & seq " + count + "; wait")
                .withInput(out -> {
                    for (int i = 0; i < count; i++) {
                        out.write("input\n".getBytes(StandardCharsets.UTF_8));
                    }
                });

        runner.run(command, line -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            heard.incrementAndGet();
            inside.decrementAndGet();
        });

        assertThat(heard.get()).isEqualTo(2 * count);
    }

    @Test
    void shouldReadUtf8AcrossBuffersAndReplaceWhatIsMalformed() throws Exception {
        runner.run(shell("printf '\\303'; sleep 0.2; printf '\\244\\n\\377x\\n'"), lines::add);

        assertThat(lines).containsExactly("\u00e4", "\uFFFDx");
    }

    @Test
    void shouldHandOnAVeryLongLineInPieces() throws Exception {
        int length = 3 * LineReader.LONGEST + 5;

        runner.run(shell("head -c " + length + " /dev/zero | tr '\\0' x"), lines::add);

        assertThat(lines).hasSize(4).allMatch(line -> line.length() <= LineReader.LONGEST);
        assertThat(lines.stream().mapToInt(String::length).sum()).isEqualTo(length);
    }

    @Test
    void shouldPassTheEnvironmentAndNothingElse() throws Exception {
        Command command = new Command(List.of("env"), Map.of("PATH", "/usr/bin:/bin", "A", "b c\u00e4"));

        runner.run(command, lines::add);

        assertThat(lines.stream().filter(line -> !line.startsWith(ProcessTree.MARK)))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("A=b c"));
    }

    @Test
    void shouldFindAProgramOnThePathOfTheCommand() throws Exception {
        Path program = Files.writeString(folder.resolve("only-here"), "#!/bin/sh\necho found in \"$PWD\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Command command = new Command(List.of("only-here"), Map.of("PATH", folder.toString()), folder, null, null);

        runner.run(command, lines::add);

        assertThat(lines).containsExactly("found in " + folder.toRealPath());
    }

    @Test
    void shouldSayThatAProgramIsMissing() {
        assertThatThrownBy(() -> runner.run(new Command(List.of("no-such-program"), ENVIRONMENT), lines::add))
                .isInstanceOf(ProgramNotFoundException.class)
                .hasMessage("'no-such-program' is not on the PATH");
    }

    @Test
    void shouldNotMindAProcessThatDoesNotReadItsInput() throws Exception {
        int status = runner.run(shell("exit 3").withInput(out -> out.write(new byte[1 << 20])), lines::add);

        assertThat(status).isEqualTo(3);
    }

    @Test
    void shouldReportAnInputThatCannotBeProduced() {
        Command command = shell("cat; sleep 100").withInput(out -> {
            throw new IOException("the disk is gone");
        });

        assertThatThrownBy(() -> runner.run(command, lines::add)).hasMessageContaining("the disk is gone");
    }

    @Test
    void shouldPassAFailureOfTheListenerOn() {
        assertThatThrownBy(() -> runner.run(shell("seq 100000"), line -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void shouldEndGrandchildrenWhenTimeIsUp() throws Exception {
        // One that ignores SIGTERM, and one whose parent is gone and which left the session.
        String script = "(trap '' TERM; sleep 301) & (setsid sleep 302 >/dev/null 2>&1 &) ; sleep 303";

        assertThatThrownBy(() -> runner.run(shell(script).withTimeout(Duration.ofMillis(500)), lines::add))
                .isInstanceOf(CommandTimeoutException.class);

        assertThat(alive("sleep", "301")).isEmpty();
        assertThat(alive("sleep", "302")).isEmpty();
        assertThat(alive("sleep", "303")).isEmpty();
    }

    @Test
    void shouldEndEverythingWhenInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                runner.run(shell("sleep 304 & echo ready; sleep 305"), line -> started.countDown());
            } catch (IOException | InterruptedException e) {
                thrown.set(e);
            }
        });
        thread.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(alive("sleep", "304")).isEmpty();
        assertThat(alive("sleep", "305")).isEmpty();
    }

    @Test
    void shouldNotWaitForeverForAPipeThatAStrangerHolds() throws Exception {
        int status = runner.run(shell("sleep 306 & echo done"), lines::add);

        assertThat(status).isZero();
        assertThat(lines).containsExactly("done");
        assertThat(alive("sleep", "306")).isEmpty();
    }

    /** Java closes the pipes of an ended process when nobody happens to read from them. */
    @Test
    void shouldEndAStrangerAlsoWhenTheListenerIsSlow() throws Exception {
        int status = runner.run(shell("sleep 307 & echo done"), line -> {
            lines.add(line);
            pause();
        });

        assertThat(status).isZero();
        assertThat(lines).containsExactly("done");
        assertThat(alive("sleep", "307")).isEmpty();
    }

    @Test
    void shouldLeaveADaemonAlone() throws Exception {
        // The shell has its number, and so ends, only once it has a session of its own and has let go of the pipe.
        runner.run(
                shell("echo $(setsid sh -c 'echo $$; exec sleep 308 >/dev/null' </dev/null 2>/dev/null &)"),
                lines::add);

        assertThat(ProcessHandle.of(Long.parseLong(lines.get(0)))).hasValueSatisfying(daemon -> {
            assertThat(daemon.isAlive()).isTrue();
            daemon.destroy();
        });
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldLeakNeitherThreadsNorDescriptors() throws Exception {
        for (int i = 0; i < 5; i++) {
            runner.run(shell("echo warm-up"), lines::add);
        }
        long descriptorsBefore = descriptors();
        for (int i = 0; i < 50; i++) {
            runner.run(shell("cat; echo x >&2").withInput(out -> out.write(1)), lines::add);
        }

        assertThat(descriptors()).isLessThan(descriptorsBefore + 10);
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("command-"));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static List<ProcessHandle> alive(String... commandLine) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> isRunning(process.pid(), commandLine))
                .toList();
    }

    private static boolean isRunning(long pid, String... commandLine) {
        try {
            String[] words =
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0");
            return Arrays.equals(words, commandLine);
        } catch (IOException e) {
            return false;
        }
    }
}
