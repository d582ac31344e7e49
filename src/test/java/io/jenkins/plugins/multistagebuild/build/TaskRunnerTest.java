package io.jenkins.plugins.multistagebuild.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import io.jenkins.plugins.multistagebuild.build.TaskRunner.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskRunnerTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    private Task task(String name, String... after) {
        return new Task(name, List.of(after), 0, () -> events.add(name));
    }

    private static Task failing(String name, String... after) {
        return new Task(name, List.of(after), 0, () -> {
            throw new BuildProblemException(name + " failed");
        });
    }

    /** Runs until it is interrupted, and then needs a while to clean up. */
    private Task endless(String name, CountDownLatch started) {
        return new Task(name, List.of(), 0, () -> {
            started.countDown();
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                TimeUnit.MILLISECONDS.sleep(100);
                events.add(name + " cleaned up");
                throw e;
            }
        });
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static TaskRunner runner(int jobs) {
        return new TaskRunner(jobs, false);
    }

    @AfterEach
    void shouldLeaveNoThread() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("build ")
                        && thread.isAlive()
                        && thread.getState() != Thread.State.TERMINATED
                        && !ends(thread));
        assertThat(Thread.interrupted()).isFalse();
    }

    /** A thread that has handed in its result may need a moment to go. */
    private static boolean ends(Thread thread) {
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Test
    void shouldRunNothing() throws Exception {
        assertThat(runner(1).run(List.of())).isEmpty();
    }

    @Test
    void shouldStartATaskTheMomentItsInputsAreDone() throws Exception {
        CountDownLatch consumed = new CountDownLatch(1);
        Task slow = new Task("slow", List.of(), 0, () -> await(consumed));
        Task consumer = new Task("consumer", List.of("quick"), 0, consumed::countDown);

        // slow ends only after consumer has run: a runner that works level by level would hang here.
        Map<String, End> ends = runner(2).run(List.of(slow, task("quick"), consumer));

        assertThat(ends).containsOnly(entry("slow", End.DONE), entry("quick", End.DONE), entry("consumer", End.DONE));
    }

    @Test
    void shouldPreferTheMostUrgentOfThoseThatCanStart() throws Exception {
        List<Task> tasks = List.of(
                new Task("first", List.of(), 0, () -> events.add("first")),
                new Task("late", List.of("first"), 1, () -> events.add("late")),
                new Task("later", List.of("first"), 1, () -> events.add("later")),
                new Task("middle", List.of("first"), 0, () -> events.add("middle")),
                new Task("urgent", List.of("first"), -1, () -> events.add("urgent")));

        runner(1).run(tasks);

        assertThat(events).containsExactly("first", "urgent", "middle", "late", "later");
    }

    @Test
    void shouldNotLetATaskAsideKeepAnotherFromItsJob() throws Exception {
        CountDownLatch asideRuns = new CountDownLatch(1);
        CountDownLatch built = new CountDownLatch(1);
        Task aside = new Task("aside", List.of(), Task.ASIDE, () -> {
            asideRuns.countDown();
            await(built);
        });
        Task first = new Task("first", List.of(), 0, () -> await(asideRuns));
        Task second = new Task("second", List.of("first"), 0, built::countDown);

        // aside ends only after second has run: a runner that gave it the only job would hang here.
        Map<String, End> ends = runner(1).run(List.of(aside, first, second));

        assertThat(ends.values()).containsOnly(End.DONE).hasSize(3);
    }

    @Test
    void shouldRunOneTaskAsideMoreThanThereAreJobsAndNoMore() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(new Task("t" + i, List.of(), Task.ASIDE, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                await(three);
                running.decrementAndGet();
            }));
        }

        runner(2).run(tasks);

        assertThat(most).hasValue(3);
    }

    @Test
    void shouldUseAllJobsAndNoMore() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(new Task("t" + i, List.of(), 0, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                await(three);
                running.decrementAndGet();
            }));
        }

        runner(3).run(tasks);

        assertThat(most).hasValue(3);
    }

    @Test
    void shouldStopTheOthersAtTheFirstFailure() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Task failing = new Task("failing", List.of(), 0, () -> {
            await(started);
            throw new BuildProblemException("no such luck");
        });
        TaskRunner runner = runner(2);

        assertThatThrownBy(() -> runner.run(List.of(endless("endless", started), failing, task("never"))))
                .isInstanceOf(BuildProblemException.class)
                .hasMessage("no such luck")
                .hasNoSuppressedExceptions();

        assertThat(events).containsExactly("endless cleaned up");
        assertThat(runner.ends())
                .containsOnly(
                        entry("failing", End.FAILED), entry("endless", End.CANCELLED), entry("never", End.SKIPPED));
    }

    @Test
    void shouldKeepGoingWithWhatDoesNotDependOnAFailure() {
        TaskRunner runner = new TaskRunner(1, true);

        assertThatThrownBy(() -> runner.run(List.of(
                        failing("bad"),
                        task("child", "bad"),
                        task("grandchild", "child"),
                        task("good"),
                        task("good child", "good"),
                        failing("worse", "good"))))
                .hasMessage("bad failed")
                .satisfies(problem -> assertThat(problem.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("worse failed"));

        assertThat(events).containsExactly("good", "good child");
        assertThat(runner.ends())
                .containsOnly(
                        entry("bad", End.FAILED),
                        entry("child", End.SKIPPED),
                        entry("grandchild", End.SKIPPED),
                        entry("good", End.DONE),
                        entry("good child", End.DONE),
                        entry("worse", End.FAILED));
    }

    @Test
    void shouldAttachAFailureThatComesWhileTheOthersAreStopped() {
        CountDownLatch started = new CountDownLatch(1);
        Task stubborn = new Task("stubborn", List.of(), 0, () -> {
            started.countDown();
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                throw new BuildProblemException("could not clean up", e);
            }
        });
        Task failing = new Task("failing", List.of(), 0, () -> {
            await(started);
            throw new BuildProblemException("first");
        });

        assertThatThrownBy(() -> runner(2).run(List.of(stubborn, failing)))
                .hasMessage("first")
                .satisfies(problem -> assertThat(problem.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("could not clean up"));
    }

    /** As where a file is read, whose channel the interruption closes. */
    @Test
    void shouldTakeWhatFailsByBeingStoppedForStopped() {
        CountDownLatch started = new CountDownLatch(1);
        Task reading = new Task("reading", List.of(), 0, () -> {
            started.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            throw new BuildProblemException("cannot be read");
        });
        Task first = new Task("first", List.of(), 0, () -> {
            await(started);
            throw new BuildProblemException("first");
        });
        TaskRunner runner = runner(2);

        assertThatThrownBy(() -> runner.run(List.of(reading, first)))
                .hasMessage("first")
                .hasNoSuppressedExceptions();
        assertThat(runner.ends()).containsEntry("reading", TaskRunner.End.CANCELLED);
    }

    @Test
    void shouldStopEverythingBeforeItReturnsWhenInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<List<String>> atReturn = new AtomicReference<>();
        AtomicBoolean neverStarted = new AtomicBoolean(true);
        Thread caller = new Thread(() -> {
            try {
                runner(2)
                        .run(List.of(
                                endless("a", started),
                                endless("b", started),
                                new Task("never", List.of(), 0, () -> neverStarted.set(false))));
            } catch (Throwable e) { // looked at below
                thrown.set(e);
            }
            atReturn.set(List.copyOf(events));
        });
        caller.start();
        await(started);

        caller.interrupt();
        caller.join(20_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(atReturn.get()).containsExactlyInAnyOrder("a cleaned up", "b cleaned up");
        assertThat(neverStarted).isTrue();
    }

    @Test
    void shouldRunNothingForACallerThatIsInterruptedAlready() {
        CountDownLatch started = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner(1).run(List.of(endless("a", started), task("b"))))
                .isInstanceOf(InterruptedException.class);

        assertThat(events).doesNotContain("b");
        Thread.interrupted();
    }

    @Test
    void shouldRefuseTasksThatWaitForEachOther() {
        assertThatThrownBy(() -> runner(2).run(List.of(task("a", "c"), task("b", "a"), task("c", "b"), task("d"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wait for each other")
                .hasMessageContaining("name=a")
                .hasMessageNotContaining("name=d");
    }

    @Test
    void shouldRefuseTwoTasksOfOneName() {
        assertThatThrownBy(() -> runner(2).run(List.of(task("a"), task("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThat(events).isEmpty();
    }

    @Test
    void shouldRefuseToRunNoTaskAtATime() {
        assertThatThrownBy(() -> runner(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldThrowAMistakeOfOursAsItIs() {
        Task bug = new Task("bug", List.of(), 0, () -> {
            throw new IllegalArgumentException("a bug");
        });
        assertThatThrownBy(() -> runner(1).run(List.of(bug)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bug");
    }

    /** Edges from lower to higher numbers: any such set of pairs is free of cycles. */
    @Provide
    Arbitrary<List<Set<Integer>>> graphs() {
        return Arbitraries.integers().between(0, 11).set().ofMaxSize(4).list().ofMaxSize(12);
    }

    @Property(tries = 200)
    void shouldRunEveryTaskOnceAfterItsInputs(
            @ForAll("graphs") List<Set<Integer>> graph, @ForAll @IntRange(min = 1, max = 4) int jobs) throws Exception {
        Map<Integer, Integer> runs = Collections.synchronizedMap(new HashMap<>());
        Set<String> problems = Collections.synchronizedSet(new HashSet<>());
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            int index = i;
            List<Integer> inputs =
                    graph.get(i).stream().filter(input -> input < index).toList();
            tasks.add(
                    new Task("t" + i, inputs.stream().map(input -> "t" + input).toList(), i % 3, () -> {
                        if (!runs.keySet().containsAll(inputs)) {
                            problems.add("t" + index + " before its inputs");
                        }
                        runs.merge(index, 1, Integer::sum);
                    }));
        }
        Collections.reverse(tasks);

        Map<String, End> ends = runner(jobs).run(tasks);

        assertThat(problems).isEmpty();
        assertThat(runs).hasSize(graph.size()).allSatisfy((task, count) -> assertThat(count)
                .isEqualTo(1));
        assertThat(ends).hasSize(graph.size()).allSatisfy((task, end) -> assertThat(end)
                .isEqualTo(End.DONE));
    }
}
