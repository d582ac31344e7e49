package io.jenkins.plugins.multistagebuild.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tar file: ustar headers, with PAX records for whatever does not fit into them. The same members give the same
 * bytes.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX pax</a>
 */
final class TarWriter implements AutoCloseable {
    static final int BLOCK = 512;

    private static final int NAME_LENGTH = 100;
    private static final int NUMBER_LENGTH = 8;
    private static final int LONG_NUMBER_LENGTH = 12;
    private static final long LARGEST_NUMBER = 07777777L;
    private static final long LARGEST_LONG_NUMBER = 077777777777L;
    private static final char PAX = 'x';

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes one member; the content must have as many bytes as the header says. */
    void add(TarHeader header, InputStream content) throws IOException {
        byte[] records = records(header);
        if (records.length > 0) {
            writeHeader(new byte[0], "PaxHeaders.0/entry", PAX, header, records.length);
            out.write(records);
            pad(records.length);
        }
        String name = header.isDirectory() ? header.name() + "/" : header.name();
        writeHeader(bytes(header.linkName()), name, header.type(), header, header.size());
        long copied = copy(content, header.size());
        if (copied != header.size()) {
            throw new IOException(header.name() + " became shorter while it was read: " + copied + " instead of "
                    + header.size() + " bytes");
        }
        pad(header.size());
    }

    /** A member without content. */
    void add(TarHeader header) throws IOException {
        add(header, InputStream.nullInputStream());
    }

    private long copy(InputStream content, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int length = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (length < 0) {
                break;
            }
            out.write(buffer, 0, length);
            left -= length;
        }
        return size - left;
    }

    private static byte[] records(TarHeader header) throws IOException {
        Map<String, byte[]> records = new TreeMap<>(header.records());
        String name = header.isDirectory() ? header.name() + "/" : header.name();
        if (!fits(name)) {
            records.put("path", bytes(name));
        }
        if (!fits(header.linkName())) {
            records.put("linkpath", bytes(header.linkName()));
        }
        number(records, "size", header.size(), LARGEST_LONG_NUMBER);
        number(records, "uid", header.uid(), LARGEST_NUMBER);
        number(records, "gid", header.gid(), LARGEST_NUMBER);
        if (!records.containsKey("mtime")) {
            number(records, "mtime", header.modified(), LARGEST_LONG_NUMBER);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : records.entrySet()) {
            text.write(record(entry.getKey(), entry.getValue()));
        }
        return text.toByteArray();
    }

    private static boolean fits(String name) {
        return name.length() <= NAME_LENGTH && name.chars().allMatch(c -> c > 0 && c < 0x80);
    }

    private static void number(Map<String, byte[]> records, String key, long value, long largest) {
        if (value < 0 || value > largest) {
            records.put(key, bytes(Long.toString(value)));
        }
    }

    /** {@code "<length> <key>=<value>\n"}, where the length counts its own digits. */
    private static byte[] record(String key, byte[] value) throws IOException {
        byte[] head = bytes(" " + key + "=");
        int rest = head.length + value.length + 1;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(bytes(Integer.toString(length)));
        record.write(head);
        record.write(value);
        record.write('\n');
        return record.toByteArray();
    }

    private void writeHeader(byte[] linkName, String name, char type, TarHeader header, long size) throws IOException {
        byte[] block = new byte[BLOCK];
        put(block, 0, NAME_LENGTH, bytes(name));
        octal(block, 100, NUMBER_LENGTH, header.mode());
        octal(block, 108, NUMBER_LENGTH, clamp(header.uid(), LARGEST_NUMBER));
        octal(block, 116, NUMBER_LENGTH, clamp(header.gid(), LARGEST_NUMBER));
        octal(block, 124, LONG_NUMBER_LENGTH, clamp(size, LARGEST_LONG_NUMBER));
        octal(block, 136, LONG_NUMBER_LENGTH, clamp(header.modified(), LARGEST_LONG_NUMBER));
        block[156] = (byte) type;
        put(block, 157, NAME_LENGTH, linkName);
        put(block, 257, 8, bytes("ustar\00000"));
        octal(block, 329, NUMBER_LENGTH, header.deviceMajor());
        octal(block, 337, NUMBER_LENGTH, header.deviceMinor());
        checksum(block);
        out.write(block);
    }

    private static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        long sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, 8, bytes(String.format("%06o\0 ", sum)));
    }

    /** What does not fit is 0 here and exact in a PAX record. */
    private static long clamp(long value, long largest) {
        return value < 0 || value > largest ? 0 : value;
    }

    private static void octal(byte[] block, int offset, int length, long value) {
        put(block, offset, length, bytes(String.format("%0" + (length - 1) + "o", value)));
    }

    private static void put(byte[] block, int offset, int length, byte[] value) {
        System.arraycopy(value, 0, block, offset, Math.min(length, value.length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    /** Writes the end of the archive; the stream stays open, it is the caller's. */
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }
}
