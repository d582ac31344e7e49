package io.jenkins.plugins.multistagebuild.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a tar file, ustar with PAX records or GNU long names, and skips the contents. A record's value
 * stays bytes, so that extended attributes survive.
 */
final class TarReader {
    /** A header's name or value that is longer than this is an attack or a mistake, not a file. */
    private static final int LONGEST_RECORDS = 1 << 24;

    private static final String TRUNCATED = "the tar file ends in the middle of a member";

    private final FileSlice in;
    private long nextHeader;
    private long contentPosition;

    TarReader(FileSlice in) {
        this.in = in;
        this.nextHeader = in.position();
    }

    /** Where in the file the content of the last member begins. */
    long contentPosition() {
        return contentPosition;
    }

    /** The next member, or null at the end. */
    @Nullable
    TarHeader next() throws IOException {
        Map<String, byte[]> records = new HashMap<>();
        while (true) {
            byte[] block = nextBlock();
            if (block == null) {
                return null;
            }
            long size = number(block, 124, 12);
            char type = (char) (block[156] & 0xff);
            switch (type) {
                case 'x' -> readRecords(content(size), records);
                case 'g' -> {
                    // Global records hold nothing that concerns a file: their usual content is a commit's hash.
                }
                case 'L' -> records.put("path", untilNul(content(size)));
                case 'K' -> records.put("linkpath", untilNul(content(size)));
                default -> {
                    return member(block, type, records);
                }
            }
            skipTo(nextHeader + TarWriter.BLOCK + padded(size));
        }
    }

    private byte @Nullable [] nextBlock() throws IOException {
        skipTo(nextHeader);
        byte[] block = in.readNBytes(TarWriter.BLOCK);
        if (block.length == 0 || isZero(block)) {
            return null;
        }
        if (block.length < TarWriter.BLOCK) {
            throw new EOFException(TRUNCATED);
        }
        checkSum(block);
        return block;
    }

    private void skipTo(long position) throws IOException {
        long distance = position - in.position();
        if (distance > 0 && in.skip(distance) < distance) {
            throw new EOFException(TRUNCATED);
        }
        nextHeader = position;
    }

    private static void checkSum(byte[] block) throws IOException {
        long sum = 8L * ' ';
        for (int i = 0; i < block.length; i++) {
            sum += i >= 148 && i < 156 ? 0 : block[i] & 0xff;
        }
        if (sum != number(block, 148, 8)) {
            throw new IOException("this is no tar file, or it is damaged: a header's checksum is wrong");
        }
    }

    private TarHeader member(byte[] block, char type, Map<String, byte[]> records) throws IOException {
        contentPosition = in.position();
        long size = value(records, "size", number(block, 124, 12));
        boolean plain = type == 0 || type == '7';
        String name = name(block, records);
        boolean directory = type == TarHeader.DIRECTORY || (plain && name.endsWith("/"));
        char kind = directory ? TarHeader.DIRECTORY : plain ? TarHeader.FILE : type;
        long content = kind == TarHeader.FILE ? size : 0;
        nextHeader = contentPosition + padded(kind == TarHeader.HARD_LINK ? size : content);
        byte[] link = records.remove("linkpath");
        TarHeader header = new TarHeader(
                clean(name),
                kind,
                (int) number(block, 100, 8) & 07777,
                value(records, "uid", number(block, 108, 8)),
                value(records, "gid", number(block, 116, 8)),
                content,
                number(block, 136, 12),
                link == null ? text(block, 157, 100) : text(link, 0, link.length),
                number(block, 329, 8),
                number(block, 337, 8),
                records);
        return header;
    }

    private static String name(byte[] block, Map<String, byte[]> records) {
        byte[] path = records.remove("path");
        if (path != null) {
            return text(path, 0, path.length);
        }
        String name = text(block, 0, 100);
        boolean posix = text(block, 257, 6).equals("ustar") && block[262] == 0;
        String prefix = posix ? text(block, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Without leading {@code /} and {@code ./} and without a last slash. */
    static String clean(String name) {
        String clean = GoPath.clean("/" + name);
        return clean.substring(1);
    }

    private static long value(Map<String, byte[]> records, String key, long otherwise) throws IOException {
        byte[] value = records.remove(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text(value, 0, value.length));
        } catch (NumberFormatException e) {
            throw new IOException("the tar file is damaged: '" + key + "' is no number", e);
        }
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_RECORDS) {
            throw new IOException("the tar file has a header of " + size + " bytes, which no file needs");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException(TRUNCATED);
        }
        return content;
    }

    private static void readRecords(byte[] text, Map<String, byte[]> records) throws IOException {
        int position = 0;
        while (position < text.length && text[position] != 0) {
            int space = indexOf(text, ' ', position);
            int equals = indexOf(text, '=', space);
            int length = recordLength(text(text, position, space - position));
            int end = position + length;
            if (space <= position || equals < 0 || end > text.length || end - 1 <= equals) {
                throw new IOException("the tar file has a damaged PAX record");
            }
            records.put(
                    new String(text, space + 1, equals - space - 1, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(text, equals + 1, end - 1));
            position = end;
        }
        records.keySet().removeAll(List.of("atime", "ctime"));
    }

    private static int recordLength(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IOException("the tar file has a damaged PAX record", e);
        }
    }

    private static int indexOf(byte[] text, char wanted, int from) throws IOException {
        for (int i = from; i < text.length; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        throw new IOException("the tar file has a damaged PAX record");
    }

    private static byte[] untilNul(byte[] text) {
        return text(text, 0, text.length).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits, or GNU's base 256 where the first bit is set. */
    private static long number(byte[] block, int offset, int length) throws IOException {
        if ((block[offset] & 0x80) != 0) {
            long value = (block[offset] & 0x40) == 0 ? 0 : -1;
            for (int i = offset + 1; i < offset + length; i++) {
                value = (value << 8) | (block[i] & 0xff);
            }
            return value;
        }
        String digits = text(block, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("this is no tar file, or it is damaged: '" + digits + "' is no octal number", e);
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long padded(long size) {
        return (size + TarWriter.BLOCK - 1) / TarWriter.BLOCK * TarWriter.BLOCK;
    }
}
