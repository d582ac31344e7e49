package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Read back with another reader. */
@DisabledOnOs(OS.WINDOWS)
class ContextTarTest {
    @TempDir
    Path folder;

    private Path context;

    @BeforeEach
    void fill() throws Exception {
        context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("b"), "b");
        Files.createDirectories(context.resolve("a dir/empty"));
        Files.writeString(context.resolve("a dir/\u00e4\n"), "x");
        Files.createLink(context.resolve("c-hard"), context.resolve("b"));
        Files.createSymbolicLink(context.resolve("link"), Path.of("/etc/../x"));
        Files.setAttribute(context.resolve("b"), "unix:mode", 06711);
    }

    private List<TarArchiveEntry> write(ContextTar tar) throws Exception {
        Path file = folder.resolve("context.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            tar.writeTo(out);
        }
        try (TarFile read = new TarFile(file)) {
            return read.getEntries();
        }
    }

    @Test
    void shouldWriteWhatDockersClientSends() throws Exception {
        List<TarArchiveEntry> entries = write(new ContextTar(context, DockerIgnore.NONE));

        assertThat(entries.stream().map(TarArchiveEntry::getName))
                .containsExactly("a dir/", "a dir/empty/", "a dir/\u00e4\n", "b", "c-hard", "link");
        assertThat(entries).allMatch(entry -> entry.getLongUserId() == 0 && entry.getLongGroupId() == 0);
        assertThat(entries.get(3).getMode()).isEqualTo(06711);
        assertThat(entries.get(4).isLink()).isTrue();
        assertThat(entries.get(4).getLinkName()).isEqualTo("b");
        assertThat(entries.get(5).getLinkName()).isEqualTo("/etc/../x");
    }

    @Test
    void shouldLeaveOutWhatIsIgnored() throws Exception {
        DockerIgnore ignore = DockerIgnore.parse("*\n!a dir/empty\n!b\n");

        assertThat(write(new ContextTar(context, ignore)).stream().map(TarArchiveEntry::getName))
                .containsExactly("a dir/empty/", "b");
    }

    @Test
    void shouldPutAnExtraFileInPlaceOfAnother() throws Exception {
        List<TarArchiveEntry> entries =
                write(new ContextTar(context, DockerIgnore.NONE).with("a dir", new byte[] {1, 2}));

        assertThat(entries.stream().map(TarArchiveEntry::getName)).containsExactly("b", "c-hard", "link", "a dir");
        assertThat(entries.get(3).getSize()).isEqualTo(2);
    }

    /** More than a ustar header can say: 8 GiB and a little. */
    @Test
    void shouldWriteHugeFiles() throws Exception {
        long size = (8L << 30) + 3;
        Head head = new Head();
        try (TarWriter tar = new TarWriter(head)) {
            tar.add(new TarHeader("huge", '0', 0644, 0, 0, size, 0, "", 0, 0, Map.of()), new Zeros());
        }

        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(head.kept.toByteArray()))) {
            assertThat(tar.getNextEntry().getSize()).isEqualTo(size);
        }
        long headers = 3L * TarWriter.BLOCK;
        long end = 2L * TarWriter.BLOCK;
        assertThat(head.count).isEqualTo(headers + (8L << 30) + TarWriter.BLOCK + end);
    }

    /** Keeps the first bytes and counts all of them. */
    private static final class Head extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long count;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, Math.max(0, 4096 - kept.size())));
            count += length;
        }
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return length;
        }
    }
}
