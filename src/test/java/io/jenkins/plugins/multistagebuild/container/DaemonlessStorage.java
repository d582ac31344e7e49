package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Podman and buildah with a storage of the test's own, so that nothing of the user's is touched.
 *
 * @param variables by which both programs are found and keep everything in one folder: unpacked programs that {@code
 *     MSB_PODMAN_PATH} names come before installed ones
 */
public record DaemonlessStorage(Map<String, String> variables) {
    /** @param folder holds the storage */
    public static DaemonlessStorage in(Path folder) throws IOException {
        Path storage = Files.writeString(
                folder.resolve("storage.conf"),
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + folder.resolve("graph") + "\"\nrunroot = \""
                        + folder.resolve("run") + "\"\n");
        Path containers = Files.writeString(folder.resolve("containers.conf"), "[engine]\nruntime = \"runc\"\n");
        String unpacked = Objects.requireNonNullElse(System.getenv("MSB_PODMAN_PATH"), "");
        return new DaemonlessStorage(Map.of(
                "CONTAINERS_STORAGE_CONF",
                storage.toString(),
                "CONTAINERS_CONF",
                containers.toString(),
                "BUILDAH_ISOLATION",
                "chroot",
                "PATH",
                unpacked.isEmpty() ? System.getenv("PATH") : unpacked + ":" + System.getenv("PATH")));
    }

    /** Whether a program is there. */
    public boolean has(String program) {
        return List.of(variables.get("PATH").split(":")).stream()
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    /** Loads an archive of {@code docker save}. */
    public void load(String program, Path archive) throws Exception {
        if (program.equals("podman")) {
            ask("podman", "load", "--input", archive.toString());
        } else {
            ask(program, "pull", "docker-archive:" + archive);
        }
    }

    /** Runs a command that has to succeed and returns what it prints. */
    public String ask(String... command) throws Exception {
        // By way of env, which looks for the program on the PATH that it sets.
        List<String> found = new ArrayList<>(List.of("env", "PATH=" + variables.get("PATH")));
        found.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(found).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", found, said).isZero();
        return said.strip();
    }
}
