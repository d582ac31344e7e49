package io.jenkins.plugins.multistagebuild.image;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The records of a PAX extended header: {@code "<length> <key>=<value>\n"}, the length counting the whole record. */
final class PaxRecords {
    private PaxRecords() {}

    /** Adds the records to the map; an empty value takes a key away, as POSIX says. */
    static void parse(byte[] header, Map<String, String> records) throws TarFormatException {
        int start = 0;
        while (start < header.length && header[start] != 0) {
            int space = indexOf(header, ' ', start);
            int end = start + length(header, start, space);
            int equals = indexOf(header, '=', space);
            if (end > header.length || equals >= end || header[end - 1] != '\n') {
                throw new TarFormatException("an extended header has a damaged record");
            }
            String key = text(header, space + 1, equals);
            String value = text(header, equals + 1, end - 1);
            if (value.isEmpty()) {
                records.remove(key);
            } else {
                records.put(key, value);
            }
            start = end;
        }
    }

    private static int length(byte[] header, int start, int space) throws TarFormatException {
        try {
            int length = Integer.parseInt(text(header, start, space));
            if (length > space - start && length <= header.length - start) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same complaint as a length that is too small or too large.
        }
        throw new TarFormatException("an extended header has a record without a valid length");
    }

    private static int indexOf(byte[] header, char wanted, int from) throws TarFormatException {
        for (int i = from; i < header.length; i++) {
            if (header[i] == wanted) {
                return i;
            }
        }
        throw new TarFormatException("an extended header has a record without '" + wanted + "'");
    }

    private static String text(byte[] header, int from, int to) {
        return new String(header, from, to - from, StandardCharsets.UTF_8);
    }
}
