package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All files of an image as JSON, grouped by directory: {@code {"/bin": [["busybox", 808712, 0], …], …}}, each file with its
 * name, its bytes and its layer. An array of objects would repeat every directory and three field names for each of tens
 * of thousands of files.
 */
final class FileGroups {
    private FileGroups() {}

    /** Writes a list of {@link FileFigures}. */
    static void write(List<FileFigures> files, JsonGenerator out) throws IOException {
        Map<String, List<FileFigures>> directories = new TreeMap<>();
        for (FileFigures file : files) {
            directories
                    .computeIfAbsent(file.directory(), directory -> new ArrayList<>())
                    .add(file);
        }
        out.writeStartObject();
        for (Map.Entry<String, List<FileFigures>> directory : directories.entrySet()) {
            out.writeArrayFieldStart(directory.getKey());
            for (FileFigures file : directory.getValue()) {
                out.writeStartArray();
                out.writeString(file.name());
                out.writeNumber(file.bytes());
                out.writeNumber(file.layer());
                out.writeEndArray();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** For a mapper. */
    static final class Writer extends StdSerializer<List<FileFigures>> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(List.class, false);
        }

        @Override
        public void serialize(List<FileFigures> files, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            write(files, out);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, List<FileFigures> files) {
            return files.isEmpty();
        }
    }

    /** For a mapper. */
    static final class Reader extends StdDeserializer<List<FileFigures>> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(List.class);
        }

        @Override
        public List<FileFigures> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            List<FileFigures> files = new ArrayList<>();
            expect(in.currentToken() == JsonToken.START_OBJECT, in);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String directory = in.currentName();
                expect(directory.startsWith("/"), in);
                expect(in.nextToken() == JsonToken.START_ARRAY, in);
                while (in.nextToken() == JsonToken.START_ARRAY) {
                    files.add(file(directory.equals("/") ? "" : directory, in));
                }
                expect(in.currentToken() == JsonToken.END_ARRAY, in);
            }
            return files;
        }

        private static FileFigures file(String directory, JsonParser in) throws IOException {
            expect(in.nextToken() == JsonToken.VALUE_STRING, in);
            String path = directory + "/" + in.getText();
            expect(in.nextToken() == JsonToken.VALUE_NUMBER_INT, in);
            long bytes = in.getLongValue();
            expect(in.nextToken() == JsonToken.VALUE_NUMBER_INT, in);
            FileFigures file = new FileFigures(path, bytes, in.getIntValue());
            JsonToken end = in.nextToken();
            while (end != null && end.isScalarValue()) {
                // What a later release knows of a file besides.
                end = in.nextToken();
            }
            expect(end == JsonToken.END_ARRAY, in);
            return file;
        }

        private static void expect(boolean right, JsonParser in) throws JsonMappingException {
            if (!right) {
                throw JsonMappingException.from(
                        in,
                        "image.files is an object of directories, each with a list of"
                                + " [name, bytes, layer], but here stands " + in.currentToken());
            }
        }
    }
}
