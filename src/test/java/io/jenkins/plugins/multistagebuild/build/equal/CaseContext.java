package io.jenkins.plugins.multistagebuild.build.equal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Lays a case's context out in a fresh folder: the files that git carries, with modes that do not depend on the umask,
 * and then the {@code setup} list, one object each with one of these keys:
 *
 * <ul>
 *   <li>{@code file} with {@code text} or {@code size} (a pattern of that many bytes)
 *   <li>{@code dir}
 *   <li>{@code files}, a format with one number, and {@code count}
 *   <li>{@code symlink} or {@code hardlink}, and {@code to}
 *   <li>{@code socket}
 *   <li>{@code tar}, and {@code entries}, see {@link TarFixture}
 *   <li>{@code random}: a file with a text of its own in every run, so that the classic builder takes no layer of an
 *       earlier run for a folder in which only the target of a link is new, which it does not see
 *   <li>{@code chmod}
 * </ul>
 *
 * <p>{@code mode} (octal), {@code uid} and {@code gid} may stand beside the first two and {@code chmod}.
 */
final class CaseContext {
    private static final String BASE_TOKEN = "@BASE@";
    private static final int PATTERN_PERIOD = 251;

    private CaseContext() {}

    /**
     * Fills an empty folder.
     *
     * @param base name of the base image; stands in Dockerfiles for {@code @BASE@}, where no variable may stand
     * @throws java.nio.file.InvalidPathException if this Java cannot write one of the names in its locale
     */
    static void create(EqualCase testCase, Path context, String base) throws IOException {
        copy(testCase.folder(), context, base);
        for (JsonNode step : testCase.setup()) {
            perform(step, context);
        }
    }

    private static void copy(Path from, Path to, String base) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.sorted().toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                    chmod(copy, 0755);
                } else if (!path.equals(from.resolve(EqualCase.DESCRIPTION))) {
                    Files.write(copy, content(path, base));
                    chmod(copy, 0644);
                }
            }
        }
    }

    private static byte[] content(Path path, String base) throws IOException {
        byte[] content = Files.readAllBytes(path);
        String text = new String(content, StandardCharsets.UTF_8);
        return String.valueOf(path.getFileName()).contains("Dockerfile") && text.contains(BASE_TOKEN)
                ? text.replace(BASE_TOKEN, base).getBytes(StandardCharsets.UTF_8)
                : content;
    }

    private static void perform(JsonNode step, Path context) throws IOException {
        String key = Stream.of("file", "dir", "files", "symlink", "hardlink", "socket", "tar", "random", "chmod")
                .filter(step::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no known kind of setup: " + step));
        Path path = context.resolve(step.path(key).asText());
        makeParents(context, path);
        switch (key) {
            case "file" -> writeFile(step, path);
            case "dir" -> makeParents(context, path.resolve("child"));
            case "files" -> writeFiles(step, context);
            case "symlink" ->
                Files.createSymbolicLink(path, Path.of(step.path("to").asText()));
            case "hardlink" ->
                Files.createLink(path, context.resolve(step.path("to").asText()));
            case "socket" -> leaveSocket(path);
            case "random" -> Files.writeString(path, UUID.randomUUID().toString());
            case "tar" -> TarFixture.write(path, step.path("entries"));
            default -> {}
        }
        if (List.of("file", "dir", "chmod").contains(key)) {
            setOwnerAndMode(step, path);
        }
    }

    private static void writeFile(JsonNode step, Path path) throws IOException {
        if (step.has("size")) {
            writePattern(path, step.path("size").asLong());
        } else {
            Files.writeString(path, step.path("text").asText());
        }
        chmod(path, 0644);
    }

    private static void writePattern(Path path, long size) throws IOException {
        byte[] pattern = new byte[PATTERN_PERIOD * 4096];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (byte) (i % PATTERN_PERIOD);
        }
        try (OutputStream out = Files.newOutputStream(path)) {
            for (long left = size; left > 0; left -= pattern.length) {
                out.write(pattern, 0, (int) Math.min(left, pattern.length));
            }
        }
    }

    private static void writeFiles(JsonNode step, Path context) throws IOException {
        for (int i = 0; i < step.path("count").asInt(); i++) {
            Path path = context.resolve(String.format(step.path("files").asText(), i));
            makeParents(context, path);
            Files.writeString(path, i + "\n");
            chmod(path, 0644);
        }
    }

    private static void makeParents(Path context, Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null && !Files.exists(parent)) {
            makeParents(context, parent);
            Files.createDirectory(parent);
            chmod(parent, 0755);
        }
    }

    /** Binds a socket below a short path, since a socket's own may have 108 bytes at most, and moves it in place. */
    private static void leaveSocket(Path path) throws IOException {
        Path shortFolder = Files.createTempDirectory("socket");
        Path socket = shortFolder.resolve("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.move(socket, path);
        }
        Files.delete(shortFolder);
    }

    private static void setOwnerAndMode(JsonNode step, Path path) throws IOException {
        // only root can give files away, and only root's new files are root's
        if (step.has("uid") && Files.getAttribute(path, "unix:uid").equals(0)) {
            Files.setAttribute(path, "unix:uid", step.path("uid").asInt());
            Files.setAttribute(path, "unix:gid", step.path("gid").asInt());
        }
        if (step.has("mode")) {
            Files.setAttribute(
                    path, "unix:mode", Integer.parseInt(step.path("mode").asText(), 8));
        }
    }

    private static void chmod(Path path, int mode) throws IOException {
        String text = mode == 0755 ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(text));
    }
}
