package io.jenkins.plugins.multistagebuild.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code lstat} says about a file. */
record FileFacts(int typeAndMode, long inode, int names, long size, long modified, long device) {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int LINK = 0120000;
    private static final int REGULAR = 0100000;
    private static final int BLOCK = 0060000;
    private static final int DIRECTORY = 0040000;
    private static final int CHARACTER = 0020000;

    /** Whether this machine's file systems have what is asked for here. */
    static boolean areKnown() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    }

    static FileFacts of(Path file) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:mode,ino,nlink,size,lastModifiedTime,rdev", LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                (int) number(attributes, "mode"),
                number(attributes, "ino"),
                (int) number(attributes, "nlink"),
                number(attributes, "size"),
                number(attributes, "lastModifiedTime"),
                number(attributes, "rdev"));
    }

    private static long number(Map<String, Object> attributes, String name) throws IOException {
        Object value = attributes.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof FileTime time) {
            return time.to(TimeUnit.SECONDS);
        }
        throw new IOException("the file system tells no '" + name + "'");
    }

    /**
     * A file's own name. Where the locale cannot show a name, Java still knows its bytes, but only a URI tells them.
     */
    static String name(Path file) {
        String name = file.getName(file.getNameCount() - 1).toString();
        if (name.indexOf('\uFFFD') < 0) {
            return name;
        }
        String uri = file.toUri().getRawPath();
        String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return decode(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String decode(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    boolean isDirectory() {
        return (typeAndMode & TYPE) == DIRECTORY;
    }

    boolean isSocket() {
        return (typeAndMode & TYPE) == SOCKET;
    }

    /** Whether the same file has other names, so that this one may have to become a hard link. */
    boolean hasSeveralNames() {
        return !isDirectory() && names > 1;
    }

    TarHeader header(String name, Path file) throws IOException {
        char type =
                switch (typeAndMode & TYPE) {
                    case LINK -> TarHeader.SYMBOLIC_LINK;
                    case REGULAR -> TarHeader.FILE;
                    case BLOCK -> TarHeader.BLOCK_DEVICE;
                    case CHARACTER -> TarHeader.CHARACTER_DEVICE;
                    case DIRECTORY -> TarHeader.DIRECTORY;
                    default -> TarHeader.FIFO;
                };
        return new TarHeader(
                name,
                type,
                typeAndMode & 07777,
                0,
                0,
                type == TarHeader.FILE ? size : 0,
                modified,
                type == TarHeader.SYMBOLIC_LINK ? target(file) : "",
                (device >> 8) & 0xfff,
                (device & 0xff) | ((device >> 12) & 0xfff00),
                Map.of());
    }

    private static String target(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        String text = target.toString();
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        Path root = link.getFileSystem().getPath("/");
        String path = decode(root.resolve(target).toUri().getRawPath());
        return target.isAbsolute() ? path : path.substring(1);
    }
}
