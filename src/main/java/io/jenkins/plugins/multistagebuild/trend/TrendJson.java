package io.jenkins.plugins.multistagebuild.trend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page needs to draw the trend of a call. A figure that is not known is left out. */
public final class TrendJson implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    /** Writes to that writer, which is closed with this. */
    public TrendJson(Writer writer) throws IOException {
        this.out = JSON.createGenerator(writer);
    }

    /**
     * Writes the whole document.
     *
     * @param calls names of all calls of the job
     * @param call the one that is shown
     * @param total how many points it has, of which some may be outside of the range
     * @param points those inside
     * @param target the target branch, or null
     */
    public void write(
            Collection<String> calls, String call, int total, List<TrendPoint> points, @Nullable TargetSizes target)
            throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("calls");
        for (String name : calls) {
            out.writeString(name);
        }
        out.writeEndArray();
        out.writeStringField("call", call);
        out.writeNumberField("total", total);
        if (target != null) {
            out.writeStringField("target", target.branch());
        }
        out.writeArrayFieldStart("points");
        for (TrendPoint point : points) {
            write(point, target);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(TrendPoint point, @Nullable TargetSizes target) throws IOException {
        out.writeStartObject();
        out.writeNumberField("build", point.build());
        out.writeNumberField("time", point.timeMillis());
        out.writeStringField("image", point.image());
        out.writeNumberField("uncompressed", point.uncompressedBytes());
        write("compressed", point.compressedBytes());
        write("baseline", point.baselineBytes());
        write("limit", point.limitBytes());
        write("target", target == null ? null : target.at(point.timeMillis()));
        out.writeStringField("gate", point.gate().toString());
        out.writeArrayFieldStart("stages");
        for (StageSize stage : point.stages()) {
            out.writeStartObject();
            out.writeStringField("name", stage.name());
            out.writeNumberField("bytes", stage.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(String field, @Nullable Long number) throws IOException {
        if (number != null) {
            out.writeNumberField(field, number);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
