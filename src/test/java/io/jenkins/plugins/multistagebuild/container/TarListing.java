package io.jenkins.plugins.multistagebuild.container;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members of a tar file as text, without times: what two file trees are compared by. */
final class TarListing {
    private TarListing() {}

    static List<String> of(Path tar) throws Exception {
        List<String> lines = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(tar)) {
            TarReader reader = new TarReader(new FileSlice(channel, 0, channel.size()));
            for (TarHeader header = reader.next(); header != null; header = reader.next()) {
                byte[] content = new FileSlice(channel, reader.contentPosition(), header.size()).readAllBytes();
                lines.add(line(header, content));
            }
        }
        return lines;
    }

    private static String line(TarHeader header, byte[] content) throws Exception {
        Map<String, String> attributes = new TreeMap<>();
        header.records().forEach((key, value) -> {
            if (key.startsWith("SCHILY.xattr.")) {
                attributes.put(key, HexFormat.of().formatHex(value));
            }
        });
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                .substring(0, 12);
        return String.format(
                "%s %c %04o %d:%d %d %s %s %s",
                header.name(),
                header.type(),
                header.mode(),
                header.uid(),
                header.gid(),
                header.size(),
                header.linkName(),
                header.type() == TarHeader.FILE ? digest : "",
                attributes);
    }
}
