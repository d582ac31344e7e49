package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A plan as JSON, schema 1: a contract that other programs rely on, described in {@code docs/plan.md}. */
public final class PlanJson {
    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final Plan plan;
    private final JsonGenerator json;

    private PlanJson(Plan plan, JsonGenerator json) {
        this.plan = plan;
        this.json = json;
    }

    /** The document, without a line break at its end. */
    public static String of(Plan plan) {
        StringWriter text = new StringWriter();
        try {
            write(plan, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return text.toString();
    }

    /**
     * Writes the document as it comes, without a line break at its end: the plan of a chain of thousands of stages is
     * small, but the numbers in its document are the square of the chain's length.
     */
    public static void write(Plan plan, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            new PlanJson(plan, json).write();
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", SCHEMA);
        json.writeNumberField("target", plan.graph().target());
        json.writeArrayFieldStart("stages");
        boolean several = plan.graph().files().size() > 1;
        for (StageNode node : plan.graph().nodes()) {
            stage(node, several);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("branches");
        for (Branch branch : plan.branches()) {
            json.writeStartObject();
            json.writeNumberField("stage", branch.stage());
            numbers("inputs", branch.inputs());
            numbers("includes", branch.includes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void stage(StageNode node, boolean several) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", node.index());
        json.writeStringField("name", node.name());
        json.writeNumberField("line", node.firstLine());
        json.writeNumberField("endLine", node.lastLine());
        base(node.base());
        json.writeStringField("platform", node.platform());
        json.writeBooleanField("needed", plan.graph().needed(node.index()));
        json.writeArrayFieldStart("inputs");
        for (Input input : node.inputs()) {
            input(input);
        }
        json.writeEndArray();
        strings("images", node.images());
        if (!node.contexts().isEmpty()) {
            strings("contexts", node.contexts());
        }
        if (several) {
            json.writeStringField("file", node.fileName());
        }
        json.writeEndObject();
    }

    private void input(Input input) throws IOException {
        json.writeStartObject();
        json.writeNumberField("stage", input.stage());
        json.writeStringField("kind", input.kind().name().toLowerCase(Locale.ROOT));
        strings("paths", texts(input));
        json.writeEndObject();
    }

    /** Several instructions may take the same path. */
    private static Set<String> texts(Input input) {
        Set<String> texts = new LinkedHashSet<>();
        for (SourcePath path : input.paths()) {
            texts.add(path.text());
        }
        return texts;
    }

    private void base(Base base) throws IOException {
        json.writeObjectFieldStart("base");
        if (base instanceof Base.Image image) {
            json.writeStringField("image", image.reference());
        } else if (base instanceof Base.Stage stage) {
            json.writeNumberField("stage", stage.index());
        } else if (base instanceof Base.Context context) {
            json.writeStringField("context", context.name());
        } else {
            json.writeBooleanField("scratch", true);
        }
        json.writeEndObject();
    }

    private void strings(String field, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void numbers(String field, List<Integer> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
