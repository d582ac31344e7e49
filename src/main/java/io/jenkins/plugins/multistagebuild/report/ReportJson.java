package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Reports as JSON, UTF-8. Unknown fields are ignored, so that a report of a later release of the same schema can be
 * read; a newer schema is refused.
 */
public final class ReportJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final ObjectWriter COMPACT = MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);
    private static final int GZIP_BUFFER = 1 << 14;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private ReportJson() {}

    /** The report as indented JSON, ending in a newline. */
    public static String print(SizeReport report) {
        return printValue(report);
    }

    /** Any view of this package (a report, a {@link SizeListing}, a {@link Comparison}) as indented JSON. */
    static String printValue(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of plain values can always be written", e);
        }
    }

    /** Reads what {@link #printValue} wrote of a value that is no whole report. */
    static <T> T readValue(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Writes the report to a file, over what is there: afterwards it is there as a whole, or the file is as before. */
    public static void write(SizeReport report, Path file) throws BuildProblemException {
        replace(file, out -> out.write(print(report).getBytes(StandardCharsets.UTF_8)));
    }

    /** Does the same in a small form, without indentation and compressed with gzip: {@code report.json.gz}. */
    public static void writeCompressed(SizeReport report, Path file) throws BuildProblemException {
        replace(file, out -> {
            try (OutputStream gzip = new GZIPOutputStream(out, GZIP_BUFFER)) {
                COMPACT.writeValue(gzip, report);
            }
        });
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static void replace(Path file, Content content) throws BuildProblemException {
        Path partial = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".partial");
        try {
            try (OutputStream out = Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW)) {
                content.write(out);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new BuildProblemException(file + ": the report cannot be written: " + e, e);
        }
    }

    /**
     * Reads a report from a file, compressed with gzip or not.
     *
     * @throws BuildProblemException if there is no such file, it is no report, or of a newer schema
     */
    public static SizeReport read(Path file) throws BuildProblemException {
        try {
            return parse(new String(content(file), StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new BuildProblemException(file + ": there is no such report", e);
        } catch (EOFException | ZipException e) {
            throw new BuildProblemException(file + ": the report is damaged or cut off: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BuildProblemException(file + ": the report cannot be read: " + e, e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean compressed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
            in.reset();
            if (!compressed) {
                return in.readAllBytes();
            }
            try (InputStream unzipped = new GZIPInputStream(in, GZIP_BUFFER)) {
                return unzipped.readAllBytes();
            }
        }
    }

    /**
     * Reads a report.
     *
     * @param source what to name in messages, for example the file
     * @throws BuildProblemException if the text is no report, or of a newer schema
     */
    public static SizeReport parse(String json, String source) throws BuildProblemException {
        try {
            JsonNode document = MAPPER.readTree(json);
            requireSchema(document, source);
            return MAPPER.readValue(json, SizeReport.class);
        } catch (JsonMappingException e) {
            throw new BuildProblemException(located(source, e) + cause(e) + field(e) + "; it is no valid report", e);
        } catch (JsonProcessingException e) {
            throw new BuildProblemException(
                    located(source, e) + "this is no JSON, so no report: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireSchema(JsonNode document, String source) throws BuildProblemException {
        JsonNode schema = document.path("schema");
        if (!schema.isInt() || !document.has("stages")) {
            throw new BuildProblemException(
                    source + ": this is JSON, but no report: it has no number 'schema' and no 'stages'");
        }
        if (schema.asInt() != SizeReport.SCHEMA) {
            throw new BuildProblemException(source + ": the report has schema " + schema.asInt()
                    + ", and this program reads schema " + SizeReport.SCHEMA + "; use a newer release of it");
        }
    }

    private static String located(String source, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? source + ": " : source + ":" + location.getLineNr() + ": ";
    }

    private static String cause(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : e.getOriginalMessage();
    }

    private static String field(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " (at " + path + ")";
    }
}
