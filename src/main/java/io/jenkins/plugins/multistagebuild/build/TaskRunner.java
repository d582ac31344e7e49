package io.jenkins.plugins.multistagebuild.build;

import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks as soon as what they wait for has ended, a bounded number at a time and some others beside them. The calling thread does the book-keeping
 * alone, so no state is shared; a task that waits holds no thread.
 */
final class TaskRunner {
    /** How a task ended. */
    enum End {
        DONE,
        FAILED,
        /** Interrupted because another task failed. */
        CANCELLED,
        /** Never started. */
        SKIPPED
    }

    /** @param stopped whether it was still being told to stop when it ended */
    private record Ended(Task task, @Nullable Throwable failure, boolean stopped) {
        /** An interruption closes files under whoever reads them, which looks as if they could not be read. */
        boolean cancelled() {
            return failure instanceof InterruptedException || (stopped && failure instanceof BuildProblemException);
        }
    }

    private final int jobs;
    private final boolean keepGoing;
    private final LinkedBlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Task, Thread> running = new HashMap<>();
    private final Map<String, End> ends = new LinkedHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    /**
     * A runner for one run.
     *
     * @param jobs how many tasks at once that are not {@linkplain Task#ASIDE aside}, at least 1
     * @param keepGoing whether tasks that do not depend on a failed one go on
     */
    TaskRunner(int jobs, boolean keepGoing) {
        if (jobs < 1) {
            throw new IllegalArgumentException("At least one task must be able to run, not " + jobs);
        }
        this.jobs = jobs;
        this.keepGoing = keepGoing;
    }

    /**
     * Runs all tasks and returns how each ended. When this method is left no task runs any more, whatever happened.
     *
     * @throws BuildProblemException the first failure; later ones are attached as suppressed
     */
    Map<String, End> run(List<Task> tasks) throws BuildProblemException, InterruptedException {
        requireNames(tasks);
        try {
            loop(new ArrayList<>(tasks));
        } finally {
            running.values().forEach(Thread::interrupt);
            awaitRunning();
        }
        if (!failures.isEmpty()) {
            throw first();
        }
        return ends;
    }

    /** How each task ended so far; complete after {@link #run}. */
    Map<String, End> ends() {
        return ends;
    }

    private static void requireNames(List<Task> tasks) {
        Set<String> names = new HashSet<>();
        for (Task task : tasks) {
            if (!names.add(task.name())) {
                throw new IllegalArgumentException("Two tasks are named '" + task.name() + "'");
            }
        }
    }

    private void loop(List<Task> waiting) throws InterruptedException {
        while (!waiting.isEmpty() || !running.isEmpty()) {
            skipHopeless(waiting);
            for (Task next = startable(waiting); next != null; next = startable(waiting)) {
                start(next);
                waiting.remove(next);
            }
            if (!running.isEmpty()) {
                end(ended.take());
            } else if (!waiting.isEmpty() && startable(waiting) == null) {
                throw new IllegalStateException("Tasks wait for each other: " + waiting);
            }
        }
    }

    private @Nullable Task startable(List<Task> waiting) {
        return waiting.stream()
                .filter(this::hasRoom)
                .filter(task -> task.after().stream().allMatch(name -> ends.get(name) == End.DONE))
                .min(Comparator.comparingInt(Task::urgency))
                .orElse(null);
    }

    /** Tasks aside fill the jobs that nobody needs, and one more; they never keep another one from its job. */
    private boolean hasRoom(Task task) {
        return task.isAside()
                ? running.size() <= jobs
                : running.keySet().stream().filter(other -> !other.isAside()).count() < jobs;
    }

    private void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    Throwable failure = null;
                    try {
                        task.work().run();
                    } catch (Throwable thrown) { // handed to the calling thread, which throws it
                        failure = thrown;
                    }
                    ended.add(new Ended(task, failure, Thread.currentThread().isInterrupted()));
                },
                "build " + task.name());
        thread.setDaemon(true);
        running.put(task, thread);
        thread.start();
    }

    private void end(Ended end) {
        running.remove(end.task());
        if (end.failure() == null) {
            ends.put(end.task().name(), End.DONE);
        } else if (end.cancelled()) {
            ends.put(end.task().name(), End.CANCELLED);
        } else {
            ends.put(end.task().name(), End.FAILED);
            failures.add(end.failure());
            if (!keepGoing) {
                running.values().forEach(Thread::interrupt);
            }
        }
    }

    private void skipHopeless(List<Task> waiting) {
        Set<Task> hopeless = new HashSet<>();
        boolean stopped = !keepGoing && !failures.isEmpty();
        for (Task task : waiting) {
            boolean lost = task.after().stream().anyMatch(name -> {
                End end = ends.get(name);
                return end != null && end != End.DONE;
            });
            if (stopped || lost) {
                hopeless.add(task);
                ends.put(task.name(), End.SKIPPED);
            }
        }
        waiting.removeAll(hopeless);
        if (!hopeless.isEmpty()) {
            skipHopeless(waiting);
        }
    }

    /** A task that was told to stop still cleans up behind itself; nobody may look before it has. */
    private void awaitRunning() {
        boolean interrupted = Thread.interrupted();
        while (!running.isEmpty()) {
            try {
                Ended last = ended.take();
                running.remove(last.task());
                ends.put(last.task().name(), last.failure() == null ? End.DONE : End.CANCELLED);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private BuildProblemException first() {
        Throwable first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        if (first instanceof BuildProblemException problem) {
            return problem;
        }
        if (first instanceof RuntimeException bug) {
            throw bug;
        }
        if (first instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(first);
    }
}
