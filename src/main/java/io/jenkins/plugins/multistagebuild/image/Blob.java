package io.jenkins.plugins.multistagebuild.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** A part of an archive: a layer, a manifest or a configuration, where it lies. */
record Blob(FileChannel channel, long offset, long bytes) {
    /** JSON documents of an image are kilobytes; a damaged or hostile length must not eat the heap. */
    private static final int LARGEST_DOCUMENT = 16 << 20;

    InputStream open() {
        return new RangeInputStream(channel, offset, bytes);
    }

    Compression compression() throws IOException {
        try (InputStream in = open()) {
            return Compression.detect(in);
        }
    }

    byte[] readDocument() throws IOException {
        if (bytes > LARGEST_DOCUMENT) {
            throw new TarFormatException(
                    "a document of " + ByteSize.format(bytes) + " is no manifest or configuration");
        }
        try (InputStream in = open()) {
            byte[] document = in.readAllBytes();
            if (document.length < bytes) {
                throw new EOFException("a document is cut off");
            }
            return document;
        }
    }
}
