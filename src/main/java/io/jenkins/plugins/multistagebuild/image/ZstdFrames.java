package io.jenkins.plugins.multistagebuild.image;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A zstd stream as the decoder can take it: without skippable frames, which layers of the zstd:chunked kind end in, and
 * with no larger window than it knows. Only frame and block headers are looked at (RFC 8878, section 3.1); everything else passes through.
 */
final class ZstdFrames extends FilterInputStream {
    private static final int MAGIC_BYTES = 4;
    private static final int FIRST_SKIPPABLE = 0x184d2a50;
    private static final int CHECKSUM_BYTES = 4;
    private static final int BLOCK_HEADER_BYTES = 3;
    private static final int LONGEST_HEADER = 18;
    /**
     * Descriptor of the largest window that the decoder takes, 8 MiB. Encoders at their best level declare more in every
     * frame and rarely reach back so far; should one do so, the decoder notices.
     */
    private static final byte LARGEST_WINDOW = 13 << 3;

    /** A header that was read to be understood, and is still to be passed on. */
    private final byte[] header = new byte[LONGEST_HEADER];

    private int headerNext;
    private int headerEnd;
    /** Bytes to pass on before the next header. */
    private long content;

    private boolean inFrame;
    private boolean checksum;

    ZstdFrames(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (headerNext == headerEnd && content == 0) {
            if (!nextHeader()) {
                return -1;
            }
        }
        if (headerNext < headerEnd) {
            int taken = Math.min(length, headerEnd - headerNext);
            System.arraycopy(header, headerNext, target, offset, taken);
            headerNext += taken;
            return taken;
        }
        int taken = in.read(target, offset, (int) Math.min(length, content));
        content -= Math.max(0, taken);
        return taken;
    }

    private boolean nextHeader() throws IOException {
        headerNext = 0;
        headerEnd = 0;
        if (inFrame) {
            blockHeader();
            return true;
        }
        int read = in.readNBytes(header, 0, MAGIC_BYTES);
        if (read == 0) {
            return false;
        }
        headerEnd = read;
        if (read == MAGIC_BYTES && (number(0, MAGIC_BYTES) & ~0xf) == FIRST_SKIPPABLE) {
            // Its length is read over the magic number, and then nothing of it is passed on.
            headerEnd = 0;
            require(MAGIC_BYTES);
            in.skipNBytes(number(0, MAGIC_BYTES));
            headerEnd = 0;
        } else if (read == MAGIC_BYTES) {
            frameHeader();
        }
        return true;
    }

    private void frameHeader() throws IOException {
        require(1);
        int descriptor = header[MAGIC_BYTES];
        boolean singleSegment = (descriptor & 0x20) != 0;
        int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
        int contentSize = new int[] {singleSegment ? 1 : 0, 2, 4, 8}[(descriptor >> 6) & 3];
        checksum = (descriptor & 4) != 0;
        require((singleSegment ? 0 : 1) + dictionary + contentSize);
        if (!singleSegment && (header[MAGIC_BYTES + 1] & 0xff) > LARGEST_WINDOW) {
            header[MAGIC_BYTES + 1] = LARGEST_WINDOW;
        }
        inFrame = true;
    }

    private void blockHeader() throws IOException {
        require(BLOCK_HEADER_BYTES);
        long block = number(0, BLOCK_HEADER_BYTES);
        boolean last = (block & 1) != 0;
        boolean repeatedByte = ((block >> 1) & 3) == 1;
        content = repeatedByte ? 1 : block >> 3;
        if (last) {
            content += checksum ? CHECKSUM_BYTES : 0;
            inFrame = false;
        }
    }

    private void require(int count) throws IOException {
        if (in.readNBytes(header, headerEnd, count) < count) {
            throw new EOFException("it ends in a zstd header");
        }
        headerEnd += count;
    }

    private long number(int offset, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | (header[offset + i] & 0xff);
        }
        return number;
    }

    @Override
    public int available() {
        return 0;
    }
}
