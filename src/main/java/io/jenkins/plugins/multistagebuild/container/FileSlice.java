package io.jenkins.plugins.multistagebuild.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream. It reads at positions of its own, so that several may share a channel. */
final class FileSlice extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    FileSlice(FileChannel channel, long start, long size) {
        this.channel = channel;
        this.position = start;
        this.end = start + size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int got = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        position += Math.max(got, 0);
        return got;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        return skipped;
    }

    /** Where in the file the next byte comes from. */
    long position() {
        return position;
    }
}
