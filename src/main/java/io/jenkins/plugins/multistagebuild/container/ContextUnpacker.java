package io.jenkins.plugins.multistagebuild.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Lays out the directory that a {@link ContextTar} was made of: the same files, modes, links and times. Owners do not
 * count in a build context; devices and pipes are left out, as Java cannot make any.
 */
public final class ContextUnpacker {
    private record Directory(Path path, TarArchiveEntry entry) {}

    private ContextUnpacker() {}

    /**
     * Unpacks.
     *
     * @param tar what a {@link ContextTar} wrote
     * @param directory where to, which is made if it is not there
     * @throws ContainerException when the tar cannot be read, a member would lie outside, or a file cannot be written
     */
    public static void unpack(Path tar, Path directory) throws ContainerException {
        Deque<Directory> directories = new ArrayDeque<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tar), 1 << 16);
                TarArchiveInputStream members = new TarArchiveInputStream(file, "UTF-8")) {
            Files.createDirectories(directory);
            TarArchiveEntry entry = members.getNextEntry();
            while (entry != null) {
                Path path = inside(directory, entry.getName());
                Files.createDirectories(path.resolve("..").normalize());
                write(entry, path, directory, members);
                if (entry.isDirectory()) {
                    directories.push(new Directory(path, entry));
                }
                entry = members.getNextEntry();
            }
            // The deepest first and at the end: what is written into a directory changes its time, and may need a mode
            // that it does not have.
            for (Directory made : directories) {
                adopt(made.path(), made.entry());
            }
        } catch (IOException e) {
            throw new ContainerException(
                    "the build context " + tar + " could not be unpacked into " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path path = directory.resolve(name).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("'" + name + "' lies outside");
        }
        return path;
    }

    private static void write(TarArchiveEntry entry, Path path, Path directory, InputStream content)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, inside(directory, entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, path);
            adopt(path, entry);
        }
    }

    private static void adopt(Path path, TarArchiveEntry entry) throws IOException {
        if (FileFacts.areKnown()) {
            Files.setAttribute(path, "unix:mode", entry.getMode() & 07777, LinkOption.NOFOLLOW_LINKS);
        }
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    }
}
