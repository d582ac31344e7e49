package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Podman and buildah with a storage of the test's own, so that nothing of the user's is touched. */
public final class DaemonlessStorage {
    private DaemonlessStorage() {}

    /**
     * The variables by which both programs are found and keep everything in {@code folder}, beside this process's own
     * ones: unpacked programs that {@code MSB_PODMAN_PATH} names come before installed ones.
     */
    public static Map<String, String> in(Path folder) throws IOException {
        Path storage = Files.writeString(
                folder.resolve("storage.conf"),
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + folder.resolve("graph") + "\"\nrunroot = \""
                        + folder.resolve("run") + "\"\n");
        Path containers = Files.writeString(folder.resolve("containers.conf"), "[engine]\nruntime = \"runc\"\n");
        Map<String, String> variables = new HashMap<>(Map.of(
                "CONTAINERS_STORAGE_CONF", storage.toString(),
                "CONTAINERS_CONF", containers.toString(),
                "BUILDAH_ISOLATION", "chroot"));
        String unpacked = System.getenv("MSB_PODMAN_PATH");
        if (unpacked != null) {
            variables.put("PATH", unpacked + ":" + System.getenv("PATH"));
        }
        return variables;
    }

    /** Skips the test, with a plain line that says why. */
    public static TestAbortedException skip(String program, Exception reason) {
        System.out.println("skipped: tests with " + program + ": " + reason.getMessage());
        return new TestAbortedException(reason.getMessage(), reason);
    }
}
