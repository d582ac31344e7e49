package io.jenkins.plugins.multistagebuild.dockerfile;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.StringJoiner;

/** Shows everything that a parsed Dockerfile holds, one instruction a line; nulls, falses and empty lists are left out. */
final class DockerfileDump {
    private DockerfileDump() {}

    static String of(Dockerfile file) {
        StringBuilder out = new StringBuilder();
        file.directives().forEach(directive -> out.append(show(directive)).append('\n'));
        if (file.escape() != '\\') {
            out.append("escape ").append(file.escape()).append('\n');
        }
        file.globalArgs().forEach(arg -> out.append("global ").append(show(arg)).append('\n'));
        for (Stage stage : file.stages()) {
            out.append("stage ").append(stage.index()).append(' ').append(show(stage.name()));
            out.append(' ').append(show(stage.range())).append('\n');
            out.append("  ").append(show(stage.from())).append('\n');
            stage.instructions()
                    .forEach(instruction ->
                            out.append("  ").append(show(instruction)).append('\n'));
        }
        file.warnings().forEach(warning -> out.append(show(warning)).append('\n'));
        return out.toString();
    }

    private static String show(Object value) {
        if (value instanceof String text) {
            return '"'
                    + text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r")
                            .replace("\t", "\\t")
                    + '"';
        }
        if (value instanceof SourceRange range) {
            return "@" + show(range.start()) + "-" + show(range.end());
        }
        if (value instanceof Position position) {
            return position.line() + ":" + position.column();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DockerfileDump::show).toList().toString();
        }
        return value instanceof Record shown ? showRecord(shown) : String.valueOf(value);
    }

    private static String showRecord(Record value) {
        StringJoiner parts = new StringJoiner(" ", value.getClass().getSimpleName() + "(", ")");
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = read(component, value);
            if (part instanceof SourceRange) {
                parts.add((component.getName().equals("range") ? "" : component.getName()) + show(part));
            } else if (part != null && !Boolean.FALSE.equals(part) && !List.of().equals(part)) {
                parts.add(component.getName() + "=" + show(part));
            }
        }
        return parts.toString();
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(component.getName(), e);
        }
    }
}
