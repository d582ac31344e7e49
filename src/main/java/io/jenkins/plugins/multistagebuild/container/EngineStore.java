package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image store of an engine without a daemon: a folder of one machine. */
final class EngineStore {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private EngineStore() {}

    /**
     * Tells this store from those of other machines and containers. A folder alone does not, since containers of one
     * machine may each have their own under the same path: the file system it lies on does.
     */
    static String identity(String folder) throws ContainerException {
        Path path = Path.of(folder.strip());
        try {
            String boot = Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
            Object device = Files.getAttribute(path, "unix:dev");
            Object inode = Files.getAttribute(path, "unix:ino");
            return boot + ":" + device + ":" + inode;
        } catch (IOException e) {
            throw new ContainerException("the image store " + path + " cannot be looked at: " + e.getMessage(), e);
        }
    }
}
