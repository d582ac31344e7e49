package io.jenkins.plugins.multistagebuild.trend;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line of the index says, while it is read. */
final class IndexEntry {
    /** Names come back often, and each is kept once. */
    private final Map<String, String> names;

    private int schema;
    private int build;
    private boolean deleted;
    private long time;
    private String call = "";
    private String image = "";
    private long uncompressed;
    private @Nullable Long compressed;
    private @Nullable Long baseline;
    private @Nullable Long limit;
    private GateMark gate = GateMark.INACTIVE;
    private @Nullable String branch;
    private List<StageSize> stages = List.of();

    IndexEntry(Map<String, String> names) {
        this.names = names;
    }

    /** Takes in a field, whose value is the parser's current token; one of a later release is passed over. */
    void read(String field, JsonParser in) throws IOException {
        switch (field) {
            case "schema" -> schema = in.getIntValue();
            case "build" -> build = in.getIntValue();
            case "deleted" -> deleted = in.getBooleanValue();
            case "time" -> time = in.getLongValue();
            case "call" -> call = name(in);
            case "image" -> image = in.getText();
            case "uncompressed" -> uncompressed = in.getLongValue();
            case "compressed" -> compressed = in.getLongValue();
            case "baseline" -> baseline = in.getLongValue();
            case "limit" -> limit = in.getLongValue();
            case "gate" -> gate = GateMark.of(in.getText());
            case "branch" -> branch = name(in);
            case "stages" -> stages = stages(in);
            default -> in.skipChildren();
        }
    }

    private String name(JsonParser in) throws IOException {
        String name = in.getText();
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    private List<StageSize> stages(JsonParser in) throws IOException {
        List<StageSize> stages = new ArrayList<>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            String name = name(in);
            in.nextToken();
            stages.add(new StageSize(name, in.getLongValue()));
        }
        return stages;
    }

    /** The schema of the file; 0 if this is not its first line. */
    int schema() {
        return schema;
    }

    boolean isDeletion() {
        return deleted;
    }

    int build() {
        return build;
    }

    TrendPoint point() {
        return new TrendPoint(
                build, time, call, image, uncompressed, compressed, baseline, limit, gate, branch, stages);
    }
}
