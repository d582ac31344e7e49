package io.jenkins.plugins.multistagebuild.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions in an image's history, as one would write them. The classic builder records {@code /bin/sh -c #(nop)
 * ADD …} and {@code |1 ARG=value /bin/sh -c make}, BuildKit {@code RUN |1 ARG=value /bin/sh -c make # buildkit}.
 */
final class CreatedBy {
    private static final Pattern NOT_RUN = Pattern.compile("^/bin/sh -c #\\(nop\\)\\s+");
    private static final Pattern RUN = Pattern.compile("^(?:RUN )?(?:\\|[0-9]+ .*?)?/bin/sh -c ", Pattern.DOTALL);
    private static final Pattern BUILDKIT = Pattern.compile("\\s*# buildkit$");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private CreatedBy() {}

    /** One text per layer. If the history does not tell as many layers as there are, it tells nothing: all are empty. */
    static List<String> ofLayers(JsonNode config, int layers) {
        List<String> texts = new ArrayList<>();
        for (JsonNode step : config.path("history")) {
            if (!step.path("empty_layer").asBoolean(false)) {
                String createdBy = step.path("created_by").asText("");
                texts.add(createdBy.isBlank() ? step.path("comment").asText("") : readable(createdBy));
            }
        }
        return texts.size() == layers ? texts : Collections.nCopies(layers, "");
    }

    static String readable(String createdBy) {
        String text = BUILDKIT.matcher(createdBy).replaceFirst("");
        Matcher notRun = NOT_RUN.matcher(text);
        if (notRun.find()) {
            text = notRun.replaceFirst("");
        } else {
            text = RUN.matcher(text).replaceFirst("RUN ");
        }
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
