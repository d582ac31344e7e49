package io.jenkins.plugins.multistagebuild.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar from header to header: POSIX ustar, GNU long names and sparse files, PAX records. The stream's
 * {@link InputStream#skip} steps over the contents, which on a file is a seek; commons-compress' own reader reads them,
 * which is why it is not used here. At most one entry is in memory at a time.
 */
final class TarReader {
    private static final int BLOCK = TarHeader.BLOCK;

    /** Far above any real name or attribute set, far below what would hurt: a damaged length must not eat the heap. */
    private static final int LONGEST_EXTENSION = 4 << 20;

    private final InputStream in;
    private final TarHeader header = new TarHeader();
    private final Map<String, String> globalRecords = new HashMap<>();
    private final Map<String, String> records = new HashMap<>();
    private @Nullable String longName;
    private @Nullable String longLink;
    /** Bytes of data and padding between here and the next header. */
    private long unread;
    /** Where the data of the current entry begins, counted from the start of the tar. */
    private long position;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry, or null at the end. A tar that ends cleanly without its two zero blocks is accepted, as every tar
     * program does.
     *
     * @throws EOFException if the tar is cut off inside an entry
     * @throws TarFormatException if a header is damaged
     */
    @Nullable
    TarEntry next() throws IOException {
        records.clear();
        longName = null;
        longLink = null;
        while (readHeader()) {
            long size = number(124, 12, "size");
            char type = (char) (header.at(156) & 0xff);
            switch (type) {
                case 'L' -> longName = extensionName(size);
                case 'K' -> longLink = extensionName(size);
                case 'x', 'X' -> PaxRecords.parse(extension(size), records);
                case 'g' -> PaxRecords.parse(extension(size), globalRecords);
                default -> {
                    return entry(type, size);
                }
            }
        }
        return null;
    }

    /** Where the data of the entry that {@link #next} returned last begin, in bytes from the start of the tar. */
    long dataPosition() {
        return position;
    }

    /** Reads to the end of the stream. Returns the size of the whole tar in bytes, with the padding after its end. */
    long length() throws IOException {
        for (long skipped = in.skip(Long.MAX_VALUE); skipped > 0; skipped = in.skip(Long.MAX_VALUE)) {
            position += skipped;
        }
        return position;
    }

    private boolean readHeader() throws IOException {
        skip(unread);
        unread = 0;
        int read = header.fill(in);
        position += read;
        if (read == 0 || (read == BLOCK && header.isZero())) {
            return false;
        }
        if (read < BLOCK) {
            throw new EOFException("it ends in the middle of a header");
        }
        if (!header.isChecksumRight()) {
            throw new TarFormatException("the checksum of the header at byte " + (position - BLOCK) + " is wrong");
        }
        return true;
    }

    private TarEntry entry(char type, long headerSize) throws IOException {
        long stored = recorded("size", headerSize);
        boolean sparse = type == 'S';
        long bytes = sparse ? number(483, 12, "real size") : stored;
        if (sparse) {
            skipSparseMaps();
        }
        // Links and devices have no data, whatever their size field says; tar writers differ there.
        boolean file = type == '0' || type == '\0' || type == '7' || sparse;
        long data = file || type > '7' ? stored : 0;
        unread = padded(data);
        return new TarEntry(
                name(),
                type,
                file ? recorded("GNU.sparse.realsize", recorded("GNU.sparse.size", bytes)) : 0,
                data,
                (int) (number(100, 8, "mode") & 07777),
                recorded("uid", number(108, 8, "uid")),
                recorded("gid", number(116, 8, "gid")),
                linkName());
    }

    private void skipSparseMaps() throws IOException {
        boolean more = header.at(482) != 0;
        byte[] map = new byte[BLOCK];
        while (more) {
            if (in.readNBytes(map, 0, BLOCK) < BLOCK) {
                throw new EOFException("it ends in the map of a sparse file");
            }
            position += BLOCK;
            more = map[504] != 0;
        }
    }

    private String name() {
        String sparseName = record("GNU.sparse.name");
        String recorded = sparseName != null ? sparseName : record("path");
        if (recorded != null) {
            return recorded;
        }
        if (longName != null) {
            return longName;
        }
        String name = header.text(0, 100);
        // Only POSIX headers have a prefix; GNU ones keep time stamps there.
        boolean posix = header.at(257) == 'u' && header.at(262) == 0;
        String prefix = posix ? header.text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String linkName() {
        String recorded = record("linkpath");
        if (recorded != null) {
            return recorded;
        }
        return longLink != null ? longLink : header.text(157, 100);
    }

    private @Nullable String record(String key) {
        if (records.isEmpty() && globalRecords.isEmpty()) {
            // Most headers have none, and are asked for eight.
            return null;
        }
        String own = records.get(key);
        return own != null ? own : globalRecords.get(key);
    }

    private long recorded(String key, long otherwise) throws TarFormatException {
        String value = record(key);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= Long.MAX_VALUE - BLOCK) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same complaint as a negative number.
        }
        throw new TarFormatException("the extended header before byte " + position + " gives no number for " + key);
    }

    private String extensionName(long size) throws IOException {
        byte[] bytes = extension(size);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private byte[] extension(long size) throws IOException {
        if (size > LONGEST_EXTENSION) {
            throw new TarFormatException("the extended header at byte " + position + " claims " + size + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("it ends in an extended header");
        }
        position += size;
        unread = padded(size) - size;
        return bytes;
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                throw new EOFException(left + " more bytes should follow");
            }
            left -= skipped;
        }
        position += count;
    }

    private long number(int offset, int length, String what) throws TarFormatException {
        long number = header.number(offset, length);
        if (number < 0 || number > Long.MAX_VALUE - BLOCK) {
            throw new TarFormatException("the header at byte " + (position - BLOCK) + " has no valid " + what);
        }
        return number;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
