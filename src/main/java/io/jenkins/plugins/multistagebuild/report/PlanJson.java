package io.jenkins.plugins.multistagebuild.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.multistagebuild.split.Base;
import io.jenkins.plugins.multistagebuild.split.Branch;
import io.jenkins.plugins.multistagebuild.split.Input;
import io.jenkins.plugins.multistagebuild.split.Plan;
import io.jenkins.plugins.multistagebuild.split.SourcePath;
import io.jenkins.plugins.multistagebuild.split.StageNode;
import java.util.Collection;
import java.util.Locale;

/** A plan as JSON, schema 1: a contract that other programs rely on, described in {@code docs/plan.md}. */
public final class PlanJson {
    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PlanJson() {}

    /** The document, without a line break at its end. */
    public static String of(Plan plan) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("target", plan.graph().target());
        ArrayNode stages = root.putArray("stages");
        boolean several = plan.graph().files().size() > 1;
        for (StageNode node : plan.graph().nodes()) {
            ObjectNode stage = stages.addObject();
            fill(stage, node, plan.graph().needed(node.index()));
            if (several) {
                stage.put("file", node.fileName());
            }
        }
        ArrayNode branches = root.putArray("branches");
        for (Branch branch : plan.branches()) {
            ObjectNode object = branches.addObject();
            object.put("stage", branch.stage());
            numbers(object.putArray("inputs"), branch.inputs());
            numbers(object.putArray("includes"), branch.includes());
        }
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    private static void fill(ObjectNode stage, StageNode node, boolean needed) {
        stage.put("index", node.index());
        stage.put("name", node.name());
        stage.put("line", node.firstLine());
        stage.put("endLine", node.lastLine());
        base(stage.putObject("base"), node.base());
        stage.put("platform", node.platform());
        stage.put("needed", needed);
        ArrayNode inputs = stage.putArray("inputs");
        for (Input input : node.inputs()) {
            ObjectNode object = inputs.addObject();
            object.put("stage", input.stage());
            object.put("kind", input.kind().name().toLowerCase(Locale.ROOT));
            ArrayNode paths = object.putArray("paths");
            input.paths().stream().map(SourcePath::text).distinct().forEach(paths::add);
        }
        node.images().forEach(stage.putArray("images")::add);
    }

    private static void base(ObjectNode object, Base base) {
        if (base instanceof Base.Image image) {
            object.put("image", image.reference());
        } else if (base instanceof Base.Stage stage) {
            object.put("stage", stage.index());
        } else {
            object.put("scratch", true);
        }
    }

    private static void numbers(ArrayNode array, Collection<Integer> values) {
        values.forEach(array::add);
    }
}
