package io.jenkins.plugins.multistagebuild.dockerfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** @throws DockerfileException at the first byte that is no UTF-8 */
    static String decode(String fileName, byte[] bytes) throws DockerfileException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(fileName, bytes);
    }

    /** Far slower than a string's own decoding, which puts a replacement for what is no UTF-8. */
    private static String decodeStrictly(String fileName, byte[] bytes) throws DockerfileException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        output.flip();
        String text = output.toString();
        if (result.isError()) {
            Source before = new Source(fileName, text);
            throw before.error(
                    before.range(text.length(), text.length()),
                    String.format("byte 0x%02X is not UTF-8; save the file in that encoding", input.get()));
        }
        return text;
    }

    /** The number of bytes of {@code [from, to)}. */
    static long length(String text, int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }
}
