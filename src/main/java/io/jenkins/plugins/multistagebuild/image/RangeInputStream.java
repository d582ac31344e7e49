package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * A part of a file as a stream whose {@link #skip} seeks. The buffer is small on purpose: who reads a tar from header to
 * header must not pay for the contents in between. Reads are positional, so several ranges of one channel can be read
 * side by side.
 */
final class RangeInputStream extends InputStream {
    private static final int BUFFER_BYTES = 4096;

    private final FileChannel channel;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    /** Where in the file the byte after the buffer's last one lies. */
    private long afterBuffer;

    RangeInputStream(FileChannel channel, long offset, long length) {
        this.channel = channel;
        this.afterBuffer = offset;
        this.end = offset + length;
    }

    @Override
    public int read() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining()) {
            if (length >= BUFFER_BYTES) {
                return readDirectly(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int taken = Math.min(length, buffer.remaining());
        buffer.get(target, offset, taken);
        return taken;
    }

    private int readDirectly(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - afterBuffer);
        if (wanted == 0) {
            return -1;
        }
        int taken = channel.read(ByteBuffer.wrap(target, offset, wanted), afterBuffer);
        if (taken > 0) {
            afterBuffer += taken;
        }
        return taken;
    }

    private boolean fill() throws IOException {
        int wanted = (int) Math.min(BUFFER_BYTES, end - afterBuffer);
        buffer.clear().limit(wanted);
        int taken = wanted == 0 ? -1 : channel.read(buffer, afterBuffer);
        buffer.flip();
        if (taken > 0) {
            afterBuffer += taken;
        }
        return taken > 0;
    }

    @Override
    public long skip(long count) {
        if (count <= 0) {
            return 0;
        }
        int buffered = (int) Math.min(count, buffer.remaining());
        buffer.position(buffer.position() + buffered);
        long sought = Math.min(count - buffered, end - afterBuffer);
        afterBuffer += sought;
        return buffered + sought;
    }

    /** Exact up to {@link Integer#MAX_VALUE}: the gzip reader asks it whether another member follows. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - afterBuffer + buffer.remaining());
    }
}
