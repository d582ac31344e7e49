package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The 512 bytes before every member of a tar, filled again and again. What nearly every header looks like is read here;
 * whatever looks different goes to commons-compress, which knows the dialects.
 */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;
    private static final int DIGIT_BITS = 3;
    private static final int DAMAGED = -1;

    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer words = ByteBuffer.wrap(block);

    /** Reads as much of a block as there is and returns how many bytes that was. */
    int fill(InputStream in) throws IOException {
        return in.readNBytes(block, 0, BLOCK);
    }

    byte at(int offset) {
        return block[offset];
    }

    /** Whether this is one of the blocks that end a tar. */
    boolean isZero() {
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            if (words.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isChecksumRight() {
        if (number(CHECKSUM, CHECKSUM_BYTES) == unsignedSum()) {
            return true;
        }
        try {
            // The library knows the old tars that summed signed bytes.
            return TarUtils.verifyCheckSum(block);
        } catch (IllegalArgumentException e) {
            // The checksum is no number at all.
            return false;
        }
    }

    /** The sum of the header's bytes, with the checksum itself counted as blanks. */
    private int unsignedSum() {
        // Eight bytes at a time, in four sums of 16 bits side by side: 128 bytes of at most 255 fit into each.
        long sums = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long bytes = words.getLong(i);
            sums += (bytes & EVEN_BYTES) + (bytes >>> Byte.SIZE & EVEN_BYTES);
        }
        int sum = (int) ((sums & 0xffff) + (sums >>> 16 & 0xffff) + (sums >>> 32 & 0xffff) + (sums >>> 48));
        for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_BYTES; i++) {
            sum += ' ' - (block[i] & 0xff);
        }
        return sum;
    }

    /** The number in a field; negative if there is none. */
    long number(int offset, int length) {
        int end = offset + length;
        int i = offset;
        long number = 0;
        while (i < end && block[i] >= '0' && block[i] <= '7') {
            number = number << DIGIT_BITS | block[i] - '0';
            i++;
        }
        boolean plain = i > offset;
        while (i < end) {
            plain &= block[i] == 0 || block[i] == ' ';
            i++;
        }
        return plain ? number : unusualNumber(offset, length);
    }

    private long unusualNumber(int offset, int length) {
        try {
            return TarUtils.parseOctalOrBinary(block, offset, length);
        } catch (IllegalArgumentException e) {
            return DAMAGED;
        }
    }

    /** The text in a field, up to its first zero. */
    String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return end == offset ? "" : new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }
}
