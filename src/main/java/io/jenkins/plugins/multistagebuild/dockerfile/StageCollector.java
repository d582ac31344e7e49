package io.jenkins.plugins.multistagebuild.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups instructions into stages. */
final class StageCollector {
    private static final Set<String> RESERVED_NAMES = Set.of("context", "scratch");

    private final Source source;
    private final List<Warning> warnings;
    private final List<Instruction.Arg> globalArgs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Integer> namedOnLine = new HashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private Instruction.@Nullable From from;

    StageCollector(Source source, List<Warning> warnings) {
        this.source = source;
        this.warnings = warnings;
    }

    void add(Instruction instruction) throws DockerfileException {
        if (instruction instanceof Instruction.From next) {
            endStage();
            from = next;
            checkName(next);
        } else if (from != null) {
            instructions.add(instruction);
        } else if (instruction instanceof Instruction.Arg arg) {
            globalArgs.add(arg);
        } else {
            throw source.error(
                    instruction.range(),
                    instruction.keyword() + " stands before the first FROM; only ARG may, so begin a stage first");
        }
    }

    List<Instruction.Arg> globalArgs() {
        return globalArgs;
    }

    List<Stage> finish(boolean empty) throws DockerfileException {
        endStage();
        if (stages.isEmpty()) {
            String problem = empty
                    ? "the Dockerfile is empty"
                    : globalArgs.isEmpty() ? "the Dockerfile has no instructions" : "the Dockerfile has no stage";
            throw source.error(
                    source.range(source.start(), source.start()), problem + "; begin with FROM and a base image");
        }
        return stages;
    }

    private void endStage() {
        Instruction.From begun = from;
        if (begun == null) {
            return;
        }
        Instruction last = instructions.isEmpty() ? begun : instructions.get(instructions.size() - 1);
        SourceRange range = new SourceRange(begun.range().start(), last.range().end());
        String name = begun.stageName();
        stages.add(new Stage(
                stages.size(), name == null ? null : name.toLowerCase(Locale.ROOT), begun, instructions, range));
        instructions.clear();
    }

    private void checkName(Instruction.From next) {
        String written = next.stageName();
        if (written == null) {
            return;
        }
        String name = written.toLowerCase(Locale.ROOT);
        if (!written.equals(name)) {
            warn(next, "stage name '" + written + "' is kept as '" + name + "'; write it in lower case");
        }
        if (RESERVED_NAMES.contains(name)) {
            warn(next, "stage name '" + name + "' has a meaning of its own; choose another");
        }
        Integer earlier = namedOnLine.put(name, next.range().startLine());
        if (earlier != null) {
            warn(next, "stage name '" + name + "' is already taken in line " + earlier + "; choose another");
        }
    }

    private void warn(Instruction.From next, String message) {
        warnings.add(new Warning(next.range(), message));
    }
}
