package io.jenkins.plugins.multistagebuild.build.equal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tar from a list of entries, which carries what no file system of an unprivileged test can: owners,
 * capabilities and other extended attributes. An entry has a {@code path} (ending in a slash if it is a directory),
 * {@code mode} (octal, default 0644), {@code uid}, {@code gid}, {@code text}, {@code xattrs} (name to hexadecimal
 * value), and {@code type} {@code symlink}, {@code hardlink}, {@code char} or {@code fifo} with {@code link} or
 * {@code device} ({@code major:minor}).
 */
final class TarFixture {
    private TarFixture() {}

    /** Writes a tar, compressed if the path ends in {@code .gz}. */
    static void write(Path path, JsonNode entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(path);
                OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (JsonNode entry : entries) {
                writeEntry(tar, entry);
            }
        }
    }

    private static void writeEntry(TarArchiveOutputStream tar, JsonNode json) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(json.path("path").asText(), type(json));
        byte[] content = json.path("text").asText().getBytes(StandardCharsets.UTF_8);
        entry.setSize(entry.isFile() ? content.length : 0);
        entry.setMode(Integer.parseInt(json.path("mode").asText("0644"), 8));
        entry.setUserId(json.path("uid").asLong());
        entry.setGroupId(json.path("gid").asLong());
        entry.setLinkName(json.path("link").asText());
        if (json.has("device")) {
            String[] numbers = json.path("device").asText().split(":");
            entry.setDevMajor(Integer.parseInt(numbers[0]));
            entry.setDevMinor(Integer.parseInt(numbers[1]));
        }
        json.path("xattrs").fields().forEachRemaining(x -> {
            byte[] value = HexFormat.of().parseHex(x.getValue().asText());
            entry.addPaxHeader("SCHILY.xattr." + x.getKey(), new String(value, StandardCharsets.UTF_8));
        });
        tar.putArchiveEntry(entry);
        if (entry.isFile()) {
            tar.write(content);
        }
        tar.closeArchiveEntry();
    }

    private static byte type(JsonNode json) {
        return switch (json.path("type").asText()) {
            case "symlink" -> TarConstants.LF_SYMLINK;
            case "hardlink" -> TarConstants.LF_LINK;
            case "char" -> TarConstants.LF_CHR;
            case "fifo" -> TarConstants.LF_FIFO;
            case "" -> json.path("path").asText().endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL;
            default -> throw new IllegalArgumentException("no known type of tar entry: " + json);
        };
    }
}
