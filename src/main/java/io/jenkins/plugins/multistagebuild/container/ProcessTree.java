package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A child process and everything it started. Every member inherits a variable with a random value, which finds, on
 * Linux, also those that detached themselves: their parent is gone, so the descendants of the child do not list them.
 */
final class ProcessTree {
    /** The variable that marks the members of one tree. */
    static final String MARK = "MULTI_STAGE_BUILD_COMMAND";

    private static final long POLL_MILLIS = 20;

    private final Process root;
    private final byte[] mark;

    private ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    }

    static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        builder.environment().put(MARK, mark);
        return new ProcessTree(builder.start(), mark);
    }

    Process root() {
        return root;
    }

    /**
     * Ends every member: SIGTERM, and SIGKILL for whoever still lives after the grace. An interruption does not cut this
     * short, since it would leave processes behind; it stays pending.
     */
    void end(Duration grace) {
        Map<Long, ProcessHandle> members = new LinkedHashMap<>();
        collect(members);
        members.values().forEach(ProcessHandle::destroy);
        boolean interrupted = awaitEnd(members, grace);
        // Whoever was born in the meantime, and whoever ignored the request.
        collect(members);
        members.values().stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        interrupted |= awaitEnd(members, grace);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until no member has a pipe as its output; false when one still has after the limit. The end of our pipes
     * does not tell: once the root has ended, Java closes them as soon as nobody reads, whoever else writes to them.
     */
    boolean awaitPipes(Duration limit) {
        Map<Long, ProcessHandle> holders = new LinkedHashMap<>();
        marked().stream().filter(ProcessTree::writesToPipe).forEach(member -> holders.put(member.pid(), member));
        if (awaitEnd(holders, limit)) {
            Thread.currentThread().interrupt();
        }
        return holders.values().stream().noneMatch(ProcessHandle::isAlive);
    }

    private static boolean writesToPipe(ProcessHandle process) {
        return isPipe(process, "1") || isPipe(process, "2");
    }

    private static boolean isPipe(ProcessHandle process, String descriptor) {
        try {
            Path link = Path.of("/proc", Long.toString(process.pid()), "fd", descriptor);
            return Files.readSymbolicLink(link).toString().startsWith("pipe:");
        } catch (IOException e) {
            // It has closed this one, or it is gone.
            return false;
        }
    }

    private void collect(Map<Long, ProcessHandle> members) {
        try (Stream<ProcessHandle> descendants = root.toHandle().descendants()) {
            descendants.forEach(member -> members.put(member.pid(), member));
        }
        for (ProcessHandle known : new ArrayList<>(members.values())) {
            try (Stream<ProcessHandle> descendants = known.descendants()) {
                descendants.forEach(member -> members.put(member.pid(), member));
            }
        }
        marked().forEach(member -> members.put(member.pid(), member));
        if (root.isAlive()) {
            members.put(root.pid(), root.toHandle());
        }
    }

    private List<ProcessHandle> marked() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(this::isMarked).toList();
        }
    }

    private boolean isMarked(ProcessHandle process) {
        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            return contains(Files.readAllBytes(environment), mark);
        } catch (IOException e) {
            // Gone already, another user's, or a system without /proc.
            return false;
        }
    }

    private static boolean contains(byte[] text, byte[] wanted) {
        String haystack = new String(text, StandardCharsets.ISO_8859_1);
        return haystack.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private static boolean awaitEnd(Map<Long, ProcessHandle> members, Duration grace) {
        Collection<ProcessHandle> awaited = members.values();
        long deadline = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (awaited.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
