package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link SizeListing} field by field, the same bytes as {@link ReportJson} would: that one's hundreds of classes
 * take longer to load than a large image takes to measure. Each method names the fields of one record, in its order.
 */
final class SizeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private SizeJson(JsonGenerator out) {
        this.out = out;
    }

    /** The listing as indented JSON. */
    static String print(SizeListing listing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            new SizeJson(out).write(listing);
        } catch (IOException e) {
            throw new UncheckedIOException("A string can always be written to", e);
        }
        return text.toString();
    }

    private void write(SizeListing listing) throws IOException {
        out.writeStartObject();
        out.writeNumberField("schema", listing.schema());
        out.writeStringField("platform", listing.platform());
        out.writeStringField(
                "created", listing.created() == null ? null : listing.created().toString());
        out.writeFieldName("image");
        write(listing.image());
        out.writeEndObject();
    }

    private void write(ImageFigures image) throws IOException {
        out.writeStartObject();
        out.writeStringField("reference", image.reference());
        out.writeStringField("id", image.id());
        out.writeNumberField("uncompressedBytes", image.uncompressedBytes());
        write("compressedBytes", image.compressedBytes());
        out.writeStringField("compressedMethod", image.compressedMethod());
        write("diskBytes", image.diskBytes());
        out.writeArrayFieldStart("layers");
        for (LayerFigures layer : image.layers()) {
            write(layer);
        }
        out.writeEndArray();
        out.writeNumberField("fileCount", image.fileCount());
        out.writeArrayFieldStart("largestFiles");
        for (FileFigures file : image.largestFiles()) {
            write(file);
        }
        out.writeEndArray();
        out.writeStringField("digest", image.digest());
        write("wastedBytes", image.wastedBytes());
        if (!image.files().isEmpty()) {
            out.writeFieldName("files");
            FileGroups.write(image.files(), out);
        }
        out.writeEndObject();
    }

    private void write(LayerFigures layer) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", layer.index());
        out.writeStringField("diffId", layer.diffId());
        out.writeStringField("instruction", layer.instruction());
        out.writeNumberField("uncompressedBytes", layer.uncompressedBytes());
        write("compressedBytes", layer.compressedBytes());
        out.writeEndObject();
    }

    private void write(FileFigures file) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", file.path());
        out.writeNumberField("bytes", file.bytes());
        out.writeNumberField("layer", file.layer());
        out.writeEndObject();
    }

    private void write(String field, @Nullable Long number) throws IOException {
        if (number == null) {
            out.writeNullField(field);
        } else {
            out.writeNumberField(field, number);
        }
    }
}
