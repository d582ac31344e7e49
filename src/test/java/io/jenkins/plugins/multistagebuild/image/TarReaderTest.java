package io.jenkins.plugins.multistagebuild.image;

import static io.jenkins.plugins.multistagebuild.image.TestArchive.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class TarReaderTest {
    private static final String LONG = "very/".repeat(60) + "long-name-ü-\u4e16";

    @Test
    void shouldReadLongNamesOfBothDialects() throws Exception {
        for (TestArchive.Tar tar : List.of(tar(), tar().gnu())) {
            List<TarEntry> entries = entries(tar.file(LONG, 700)
                    .symbolicLink("link", LONG)
                    .file("short", 3)
                    .bytes());
            assertThat(entries).extracting(TarEntry::name).containsExactly(LONG, "link", "short");
            assertThat(entries).extracting(TarEntry::bytes).containsExactly(700L, 0L, 3L);
            assertThat(entries.get(1).linkName()).isEqualTo(LONG);
        }
    }

    @Test
    void shouldReadOwnersAndModes() throws Exception {
        for (TestArchive.Tar tar : List.of(tar(), tar().gnu())) {
            TarEntry entry = entries(tar.file("a", new byte[1], 06755, 4_000_000_000L, 5_000_000L)
                            .bytes())
                    .get(0);
            assertThat(entry.mode()).isEqualTo(06755);
            assertThat(entry.uid()).isEqualTo(4_000_000_000L);
            assertThat(entry.gid()).isEqualTo(5_000_000L);
        }
    }

    @Test
    void shouldSurviveExtendedAttributes() throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry("a");
        entry.addPaxHeader("SCHILY.xattr.security.capability", "\u0001\n=\u0002 3 x=y\n");
        entry.setSize(2);
        assertThat(entries(tar().add(entry, new byte[2]).file("b", 1).bytes()))
                .extracting(TarEntry::name)
                .containsExactly("a", "b");
    }

    @Test
    void shouldGiveSparseFilesTheirRealSize() throws Exception {
        String records = "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n24 GNU.sparse.name=real\n"
                + "31 GNU.sparse.realsize=1000000\n";
        TarArchiveEntry header = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setSize(records.length());
        byte[] tar =
                tar().add(header, TestArchive.utf8(records)).file("sparse", 512).bytes();
        TarEntry read = entries(tar).get(0);
        assertThat(read.name()).isEqualTo("real");
        assertThat(read.bytes()).isEqualTo(1_000_000);
        assertThat(read.storedBytes()).isEqualTo(512);
    }

    @Test
    void shouldCountTheWholeTar() throws Exception {
        byte[] tar = tar().file("a", 1000).bytes();
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        assertThat(reader.next()).isNotNull();
        assertThat(reader.dataPosition()).isEqualTo(512);
        assertThat(reader.next()).isNull();
        assertThat(reader.length()).isEqualTo(tar.length);
    }

    @Test
    void shouldAcceptATarWithoutItsEnd() throws Exception {
        assertThat(entries(Arrays.copyOf(tar().file("a", 1).bytes(), 1024))).hasSize(1);
    }

    @Test
    void shouldTellCutFromDamaged() {
        byte[] tar = tar().file("a", 1000).file("b", 1).bytes();
        assertThatThrownBy(() -> entries(Arrays.copyOf(tar, 900))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> entries(Arrays.copyOf(tar, 1700))).isInstanceOf(EOFException.class);
        byte[] damaged = tar.clone();
        damaged[1536] = 'x';
        assertThatThrownBy(() -> entries(damaged))
                .isInstanceOf(TarFormatException.class)
                .hasMessageContaining("header at byte 1536");
    }

    @Property(tries = 300)
    void shouldReadWhatAnotherLibraryWrites(
            @ForAll @Size(max = 12) Map<@StringLength(min = 1, max = 300) String, @IntRange(max = 2000) Integer> files)
            throws Exception {
        TestArchive.Tar tar = tar();
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Integer> file : files.entrySet()) {
            String name = new String(TestArchive.utf8(file.getKey().replace('\0', '0')), "UTF-8");
            // To the writer, a name that ends with a slash is a directory and can have no content.
            String fileName = name.endsWith("/") ? name + "_" : name;
            tar.file(fileName, file.getValue());
            names.add(fileName);
        }
        List<TarEntry> entries = entries(tar.bytes());
        assertThat(entries).hasSameSizeAs(names);
        assertThat(entries.stream().mapToLong(TarEntry::storedBytes).sum())
                .isEqualTo(entries.stream()
                        .filter(TarEntry::isFile)
                        .mapToLong(TarEntry::bytes)
                        .sum());
    }

    @Property(tries = 500)
    void shouldEndOrComplainOnAnyBytes(@ForAll @Size(max = 3000) byte[] bytes, @ForAll boolean mended) {
        byte[] tar = mended ? Arrays.copyOf(tar().file("a", bytes, 0644, 0, 0).bytes(), 512 + bytes.length) : bytes;
        try {
            entries(tar);
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(EOFException.class, TarFormatException.class);
        }
    }

    private static List<TarEntry> entries(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        List<TarEntry> entries = new ArrayList<>();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            entries.add(entry);
        }
        return entries;
    }
}
