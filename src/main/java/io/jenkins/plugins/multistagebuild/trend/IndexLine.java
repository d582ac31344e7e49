package io.jenkins.plugins.multistagebuild.trend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A line of the index: a JSON object whose first field is a checksum of what follows it, and a line feed. The checksum
 * tells a line that was written whole from one that was not; JSON has no line feed of its own. The first line says which
 * schema the file has, the others are points, or say that a build was deleted.
 */
final class IndexLine {
    /** The schema of the file that this program writes; any other one is made anew from the reports. */
    static final int SCHEMA = 1;

    private static final String CHECKSUM = "crc";
    private static final byte[] BEGIN = ("{\"" + CHECKSUM + "\":\"").getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private IndexLine() {}

    static byte[] header() {
        return line(out -> out.writeNumberField("schema", SCHEMA));
    }

    static byte[] deleted(int build) {
        return line(out -> {
            out.writeNumberField("build", build);
            out.writeBooleanField("deleted", true);
        });
    }

    static byte[] of(TrendPoint point) {
        return line(out -> {
            out.writeNumberField("build", point.build());
            out.writeNumberField("time", point.timeMillis());
            out.writeStringField("call", point.call());
            out.writeStringField("image", point.image());
            out.writeNumberField("uncompressed", point.uncompressedBytes());
            writeIfKnown(out, "compressed", point.compressedBytes());
            writeIfKnown(out, "baseline", point.baselineBytes());
            writeIfKnown(out, "limit", point.limitBytes());
            out.writeStringField("gate", point.gate().toString());
            if (point.branch() != null) {
                out.writeStringField("branch", point.branch());
            }
            // A list, since two stages may have the same name.
            out.writeArrayFieldStart("stages");
            for (StageSize stage : point.stages()) {
                out.writeString(stage.name());
                out.writeNumber(stage.bytes());
            }
            out.writeEndArray();
        });
    }

    private static void writeIfKnown(JsonGenerator out, String field, @Nullable Long number) throws IOException {
        if (number != null) {
            out.writeNumberField(field, number);
        }
    }

    private static byte[] line(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField(CHECKSUM, "00000000");
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing into memory cannot fail", e);
        }
        bytes.write('\n');
        byte[] line = bytes.toByteArray();
        String checksum = String.format("%08x", checksum(line, 0, line.length - 1));
        System.arraycopy(checksum.getBytes(StandardCharsets.US_ASCII), 0, line, BEGIN.length, DIGITS);
        return line;
    }

    /**
     * Whether a line is as it was written.
     *
     * @param start of the line in the file
     * @param end where its line feed is
     */
    static boolean isWhole(byte[] file, int start, int end) {
        int digits = start + BEGIN.length;
        if (end < digits + DIGITS || !Arrays.equals(file, start, digits, BEGIN, 0, BEGIN.length)) {
            return false;
        }
        long checksum = 0;
        for (int i = digits; i < digits + DIGITS; i++) {
            int digit = file[i] >= '0' && file[i] <= '9' ? file[i] - '0' : file[i] - 'a' + 10;
            if (digit < 0 || digit > 15 || (digit > 9 && file[i] < 'a')) {
                return false;
            }
            checksum = checksum << 4 | digit;
        }
        return checksum == checksum(file, start, end);
    }

    /** Reads lines that are whole, in one go, since a reader for each would cost more than the reading. */
    static List<IndexEntry> read(byte[] lines, int start, int end) throws IOException {
        List<IndexEntry> entries = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        try (JsonParser in = JSON.createParser(lines, start, end - start)) {
            while (in.nextToken() == JsonToken.START_OBJECT) {
                IndexEntry entry = new IndexEntry(names);
                for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                    in.nextToken();
                    entry.read(field, in);
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    private static long checksum(byte[] file, int start, int end) {
        CRC32 crc = new CRC32();
        int from = start + BEGIN.length + DIGITS;
        crc.update(file, from, end - from);
        return crc.getValue();
    }

    /** What is in a line. */
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }
}
