package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.jenkins.plugins.multistagebuild.BuildProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

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
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

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

    /** Writes the report to a file, over what is there. */
    public static void write(SizeReport report, Path file) throws BuildProblemException {
        try {
            Files.writeString(file, print(report));
        } catch (IOException e) {
            throw new BuildProblemException(file + ": the report cannot be written: " + e, e);
        }
    }

    /**
     * Reads a report from a file.
     *
     * @throws BuildProblemException if there is no such file, it is no report, or of a newer schema
     */
    public static SizeReport read(Path file) throws BuildProblemException {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new BuildProblemException(file + ": there is no such report", e);
        } catch (IOException e) {
            throw new BuildProblemException(file + ": the report cannot be read: " + e, e);
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
