package io.jenkins.plugins.multistagebuild.image;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * How a layer blob is stored. Told by its first bytes and not by its media type, which docker archives do not have and
 * some writers get wrong.
 */
enum Compression {
    NONE(""),
    GZIP("\u001f\u008b"),
    ZSTD("(\u00b5/\u00fd"),
    /** A frame that a zstd reader skips; a layer may begin with one. */
    ZSTD_SKIPPABLE("P*M\u0018"),
    BZIP2("BZh"),
    XZ("\u00fd7zXZ");

    private static final int LONGEST_MAGIC = 5;
    private static final int BUFFER_BYTES = 1 << 16;

    /** The first bytes, one character each. */
    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    /** What the first bytes of the stream say; reads them. */
    static Compression detect(InputStream in) throws IOException {
        String start = new String(in.readNBytes(LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
        for (Compression compression : values()) {
            if (!compression.magic.isEmpty() && start.startsWith(compression.magic)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The tar in the blob, or null if this program cannot read such a blob. */
    @Nullable
    InputStream open(InputStream blob) throws IOException {
        return switch (this) {
            case NONE -> blob;
            case GZIP -> new Decompressed(new GZIPInputStream(blob, BUFFER_BYTES), blob);
            case ZSTD, ZSTD_SKIPPABLE -> new Decompressed(new ZstdInputStream(new ZstdFrames(blob)), blob);
            case BZIP2, XZ -> null;
        };
    }

    /** The media type of such a layer where no descriptor tells. */
    String mediaType() {
        return switch (this) {
            case GZIP -> "application/vnd.oci.image.layer.v1.tar+gzip";
            case ZSTD, ZSTD_SKIPPABLE -> "application/vnd.oci.image.layer.v1.tar+zstd";
            case NONE, BZIP2, XZ -> "application/vnd.oci.image.layer.v1.tar";
        };
    }

    /** {@code gzip}, {@code zstd} …, as people call it. */
    @Override
    public String toString() {
        return this == ZSTD_SKIPPABLE ? "zstd" : name().toLowerCase(Locale.ROOT);
    }

    /** Skips by reading into one large buffer; the gzip reader's own way takes 512 bytes at a time. */
    private static final class Decompressed extends FilterInputStream {
        private final byte[] skipped = new byte[BUFFER_BYTES];

        private final InputStream blob;

        Decompressed(InputStream in, InputStream blob) {
            super(in);
            this.blob = blob;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (MalformedInputException e) {
                // The zstd decoder's complaint is unchecked, but damaged input is nothing unexpected.
                ZipException damaged = new ZipException(e.getMessage());
                damaged.initCause(e);
                throw damaged;
            } catch (IOException e) {
                if (blob.available() > 0 || e instanceof EOFException || e instanceof ZipException) {
                    throw e;
                }
                // Nothing is left to read and yet more was needed; the zstd decoder has no exception of its own for it.
                EOFException cut = new EOFException(e.getMessage());
                cut.initCause(e);
                throw cut;
            }
        }

        @Override
        public long skip(long count) throws IOException {
            long left = count;
            while (left > 0) {
                int read = read(skipped, 0, (int) Math.min(left, skipped.length));
                if (read < 0) {
                    break;
                }
                left -= read;
            }
            return count - left;
        }
    }
}
