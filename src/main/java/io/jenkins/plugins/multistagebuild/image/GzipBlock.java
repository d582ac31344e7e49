package io.jenkins.plugins.multistagebuild.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;

/**
 * One block of a layer whose size as gzip is wanted, so that several processors can share a large layer. Each block knows
 * the bytes before it, as far back as the format can refer, and ends on a byte: together the blocks are one gzip stream, a
 * few bytes longer than one made in a single go, and of one block exactly as long.
 *
 * @param from where in the layer the block begins, in bytes
 * @param stop whether the size is no longer wanted
 */
record GzipBlock(Blob layer, long from, AtomicBoolean stop) implements Callable<Long> {
    /** What docker push uses: the default level of gzip. */
    static final int LEVEL = 6;

    /** Header and trailer of a gzip stream without a file name: RFC 1952, section 2.3. */
    static final long FRAME_BYTES = 10 + 8;

    /** Large enough that the ends of blocks, some five bytes each, do not count. */
    static final int BYTES = 1 << 20;

    /** How far back the format refers: RFC 1951, section 2. */
    private static final int WINDOW_BYTES = 1 << 15;

    private static final int BUFFER_BYTES = 1 << 16;

    /** The blocks of a layer, at least one. */
    static List<GzipBlock> of(Blob layer, AtomicBoolean stop) {
        List<GzipBlock> blocks = new ArrayList<>();
        long from = 0;
        do {
            blocks.add(new GzipBlock(layer, from, stop));
            from += BYTES;
        } while (from < layer.bytes());
        return blocks;
    }

    /** The block's share of the stream's length, in bytes. */
    @Override
    public Long call() throws IOException {
        Deflater deflater = new Deflater(LEVEL, true);
        try (InputStream in = layer.open()) {
            int known = (int) Math.min(from, WINDOW_BYTES);
            in.skipNBytes(from - known);
            deflater.setDictionary(in.readNBytes(known));
            return compressed(in, Math.min(BYTES, layer.bytes() - from), deflater);
        } finally {
            deflater.end();
        }
    }

    private long compressed(InputStream in, long length, Deflater deflater) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] out = new byte[BUFFER_BYTES];
        long left = length;
        while (left > 0) {
            if (stop.get()) {
                throw new CancellationException("no longer needed");
            }
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
            deflater.setInput(buffer, 0, read);
            drain(deflater, out, Deflater.NO_FLUSH);
        }
        if (from + length < layer.bytes()) {
            drain(deflater, out, Deflater.SYNC_FLUSH);
        } else {
            deflater.finish();
            drain(deflater, out, Deflater.NO_FLUSH);
        }
        return deflater.getBytesWritten();
    }

    /** Until a buffer is not filled: then nothing more comes. */
    private static void drain(Deflater deflater, byte[] out, int flush) {
        int written;
        do {
            written = deflater.deflate(out, 0, out.length, flush);
        } while (written == out.length);
    }
}
